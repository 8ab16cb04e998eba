#!/bin/sh
# shellcheck disable=SC1112  # French apostrophes are meant.
# A year and a half of the computers of Valmont, a French town that does not exist.
#
#   sh examples/valmont/life.sh [FOLDER]
#
# FOLDER (target/valmont by default) receives the database, a label, two reports, the log, and
# session.txt: every command with what it answered. $REBOND is the program to run; without it, this
# checkout is built and run. Nothing else on the machine is read or changed.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)

case ${REBOND_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
fr*) lang=fr ;;
*) lang=en ;;
esac

# say FRENCH ENGLISH
say() {
    case $lang in
    fr) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
    esac
}

if [ $# -gt 0 ]; then
    folder=$1
    inventory=$(dirname "$0")/inventory.csv
    if [ -e "$folder/rebond.db" ]; then
        say "$folder/rebond.db existe déjà : choisir un autre dossier." \
            "$folder/rebond.db exists already: choose another folder." >&2
        exit 2
    fi
else
    cd "$root"
    folder=target/valmont
    inventory=examples/valmont/inventory.csv
    rm -f "$folder/rebond.db" "$folder/rebond.db-wal" "$folder/rebond.db-shm"
fi
mkdir -p "$folder"

if [ -z "${REBOND:-}" ]; then
    say "Construction de rebond (quelques minutes la première fois)…" \
        "Building rebond (a few minutes the first time)…" >&2
    cargo build --quiet --manifest-path "$root/Cargo.toml"
    REBOND=${CARGO_TARGET_DIR:-$root/target}/debug/rebond
fi

export REBOND_DB="$folder/rebond.db" REBOND_LANG="$lang"
session=$folder/session.txt
answer=$folder/answer.tmp
: >"$session"
trap 'rm -f "$answer"' EXIT

chapter() {
    { echo && say "── $1" "── $2"; } | tee -a "$session"
}

# The command as one would type it.
typed() {
    printf '\n$ rebond'
    for word; do
        case $word in
        *[!A-Za-z0-9_./:=+-]*) printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    echo
}

# Runs a command; what it answers goes to the session, and on the screen only if it fails.
run() {
    typed "$@" >>"$session"
    if ! "$REBOND" "$@" >"$answer" 2>&1; then
        cat "$answer" >>"$session"
        typed "$@" >&2
        cat "$answer" >&2
        return 1
    fi
    cat "$answer" >>"$session"
}

# Runs a command and shows it.
show() {
    run "$@"
    typed "$@"
    cat "$answer"
}

# Runs a command that must be refused, and shows how it is.
refused() {
    typed "$@" | tee -a "$session"
    status=0
    "$REBOND" "$@" >"$answer" 2>&1 || status=$?
    tee -a "$session" <"$answer"
    [ "$status" -eq 1 ]
}

# Opens a lot; its number is in $lot.
open_lot() {
    run lot new "$@"
    lot=$(grep -o 'LOT-[0-9]*-[0-9]*' "$answer" | head -n 1)
}

chapter '1. L’inventaire entre dans le registre' '1. The inventory enters the record'
show init --org 'Ville de Valmont' --prefix VAL
show import "$inventory"
run party add 'Ordi Solidaire du Val' --kind association
run party add 'Communauté de communes du Haut-Val' --kind public_body
run party add 'Reconditionneur Alpin' --kind other
run party add 'Agent 0417' --kind staff
run party add 'Métaux du Plateau' --kind recycler
run party add 'Éco-organisme DEEE' --kind eco_organism

chapter '2. Une étiquette' '2. A label'
show label PC-0102 -o "$folder/label.svg"

chapter '3. 2024 : la vie courante' '3. 2024: ordinary days'
run deploy PC-0111 --to Communication --site Mairie --on 2024-01-15
run move PC-0107 --site 'Annexe Nord' --on 2024-02-05
run missing TEL-0902 --cause lost --on 2024-05-06
run missing PC-0109 --cause stolen --on 2024-06-18 --note 'plainte déposée'
run missing PC-0110 --cause unknown --on 2024-06-18
run found PC-0110 --in-place --on 2024-06-21
run media confirm PC-0110 --on 2024-06-21
say "   une mise en service, un déménagement, un vol, une perte, un portable retrouvé" \
    "   a deployment, a move, a theft, a loss, a laptop found again"

chapter '4. Automne 2024 : retour, réforme, tri' '4. Autumn 2024: return, decommissioning, triage'
run collect PC-0101 PC-0102 PC-0103 PC-0104 PC-0105 PC-0106 ECR-0401 ECR-0402 ECR-0403 --on 2024-10-14
run collect UC-0201 UC-0202 UC-0203 UC-0205 UC-0206 TAB-0803 TEL-0901 VP-0601 IMP-0501 --on 2024-10-15
run collect SRV-02 UC-0204 UC-0208 UC-0209 --on 2024-10-16
run decommission PC-0102 PC-0103 PC-0104 PC-0105 PC-0106 ECR-0401 ECR-0402 ECR-0403 UC-0201 UC-0202 \
    TAB-0803 TEL-0901 VP-0601 SRV-02 --act 2024-DEL-118 --reason replaced --on 2024-11-12
run decommission UC-0203 UC-0205 UC-0206 IMP-0501 --act 2024-DEL-118 --reason broken --on 2024-11-12
run triage PC-0101 PC-0102 PC-0103 PC-0104 PC-0105 PC-0106 --decision recondition \
    --functional F4 --cosmetic B --on 2024-11-20
run triage UC-0201 UC-0202 UC-0208 UC-0209 --decision recondition --functional F4 --cosmetic C --on 2024-11-20
run triage TAB-0803 TEL-0901 VP-0601 ECR-0401 ECR-0402 --decision recondition --functional F4 --on 2024-11-21
run triage UC-0203 UC-0205 --decision recycle --functional HS --waste --on 2024-11-21
run triage UC-0206 IMP-0501 SRV-02 ECR-0403 --decision recycle --functional F0 --on 2024-11-21
show list --decommissioned --as-of 2024-12-31

chapter '5. 2025 : rien ne part avec des données' '5. 2025: nothing leaves with data'
open_lot --channel body_gift --to 'Ordi Solidaire du Val' --legal-basis 'L3212-2 3°' \
    --act 2025-DEL-009 --value-method 'cote argus' --on 2025-02-03
run lot add "$lot" PC-0102 PC-0103 ECR-0401 ECR-0402 --on 2025-02-03
refused lot edit "$lot" --unit-value 350 --on 2025-02-03
run lot edit "$lot" --unit-value 120 --on 2025-02-03
refused lot ship "$lot" --on 2025-02-04
run sanitize PC-0101 PC-0102 PC-0103 --action nvme_sanitize_block --tool 'nvme-cli 2.11' \
    --verify status --result pass --on 2025-02-06
run ready PC-0101 PC-0102 PC-0103 ECR-0401 ECR-0402 --functional F5 --on 2025-02-07
show lot ship "$lot" --on 2025-02-10

chapter '6. 2025 : une seconde vie dans la maison' '6. 2025: a second life in the house'
show deploy PC-0101 --to Médiathèque --site Médiathèque --on 2025-02-12

chapter '7. 2025 : les autres chemins' '7. 2025: the other ways out'
run collect PC-0108 --on 2025-01-13
run sanitize PC-0108 --action nvme_format_user --tool 'nvme-cli 2.11' --verify status --result pass --on 2025-01-14
open_lot --channel lessor_return --to 'Valdor Location' --on 2025-01-15
run lot add "$lot" PC-0108 --on 2025-01-15
run lot ship "$lot" --on 2025-01-16
say "   retour au loueur : un portable" "   returned to the lessor: a laptop"

# A sale counts as reuse with the buyer's undertaking before and the proof after: two of three.
run sanitize PC-0104 PC-0105 PC-0106 --action ata_sanitize_block --tool 'hdparm 9.65' \
    --verify status --result pass --on 2025-03-03
run ready PC-0104 PC-0105 PC-0106 --functional F5 --on 2025-03-04
open_lot --channel sale --to 'Reconditionneur Alpin' --unit-value 95 --on 2025-03-10
run lot add "$lot" PC-0104 PC-0105 PC-0106 --on 2025-03-10
run lot undertake "$lot" --on 2025-03-12
run lot ship "$lot" --on 2025-03-14
run lot prove "$lot" PC-0104 PC-0105 --outcome reused --on 2025-06-30
say "   vente : trois portables, deux justificatifs" "   sale: three laptops, two proofs"

run sanitize UC-0201 UC-0202 --action overwrite --tool 'nwipe 0.40' --verify full --result pass --on 2025-03-18
run ready UC-0201 UC-0202 --functional F4 --no-system --on 2025-03-19
open_lot --channel public_body --to 'Communauté de communes du Haut-Val' --on 2025-03-24
run lot add "$lot" UC-0201 UC-0202 --on 2025-03-24
run lot ship "$lot" --on 2025-03-25
say "   cession à une personne publique : deux unités centrales" "   transfer to a public body: two desktops"

run media add TAB-0803 --kind emmc --encrypted yes --on 2025-04-02
run sanitize TAB-0803 --action factory_reset --verify status --result pass --on 2025-04-02
run ready TAB-0803 --functional F5 --on 2025-04-02
open_lot --channel staff_gift --to 'Agent 0417' --legal-basis 'L3212-2 5°' --act 2025-DEL-021 \
    --unit-value 60 --value-method 'cote argus' --on 2025-04-07
run lot add "$lot" TAB-0803 --on 2025-04-07
run lot ship "$lot" --on 2025-04-08
say "   don à un agent : une tablette" "   gift to a member of the staff: a tablet"

run media add TEL-0901 --kind emmc --encrypted yes --on 2025-04-14
run sanitize TEL-0901 --action factory_reset --verify status --result pass --on 2025-04-14
run ready TEL-0901 --functional F4 --no-system --on 2025-04-14
open_lot --channel supplier_takeback --to 'Mobilis Pro' --on 2025-04-22
run lot add "$lot" TEL-0901 --on 2025-04-22
run lot undertake "$lot" --on 2025-04-22
run lot ship "$lot" --on 2025-04-23
run lot prove "$lot" --outcome reused --on 2025-09-01
say "   reprise par le fournisseur : un téléphone" "   take-back by the supplier: a phone"

run media none IMP-0501 --on 2025-05-05
open_lot --channel eco_organism --to 'Éco-organisme DEEE' --waste-code '16 02 14' --operation 'R 4' --on 2025-05-05
run lot add "$lot" IMP-0501 --on 2025-05-05
run lot ship "$lot" --on 2025-05-06
run lot prove "$lot" --outcome recycled --operation 'R 4' --on 2025-07-15
say "   éco-organisme : une imprimante" "   eco-organism: a printer"

run sanitize UC-0203 --action overwrite --tool 'nwipe 0.40' --verify full --result fail --on 2025-05-12
run sanitize UC-0203 UC-0205 --action shred --result pass --on 2025-05-13
open_lot --channel waste --to 'Métaux du Plateau' --waste-code '16 02 14' --operation 'R 4' --on 2025-05-19
run lot add "$lot" UC-0203 UC-0205 --on 2025-05-19
run lot add "$lot" ECR-0403 --waste-code '16 02 13*' --on 2025-05-19
run lot add "$lot" --bulk 'claviers et souris' --mass 45kg --count 60 --waste-code '16 02 14' --on 2025-05-19
refused lot ship "$lot" --on 2025-05-20
run lot ship "$lot" --bsd BSD-20250520-VA7M0NT01 --mass 64kg --weighed --on 2025-05-20
say "   déchets : deux unités centrales, un écran au mercure, 45 kg de claviers" \
    "   waste: two desktops, a screen with mercury, 45 kg of keyboards"

open_lot --channel loss --on 2025-06-02
run lot add "$lot" PC-0109 --on 2025-06-02
run lot ship "$lot" --on 2025-06-02
say "   sortie pour vol : un portable, avec ses données, nommé dans tous les rapports" \
    "   written off as stolen: a laptop with its data, named in every report"

run sanitize UC-0209 --action nvme_sanitize_block --tool 'nvme-cli 2.11' --verify status --result pass --on 2025-09-08
run ready UC-0209 --functional F6 --cosmetic A --on 2025-09-09
run ready VP-0601 --functional F4 --on 2025-09-09
run collect PC-0110 --on 2025-09-15
run triage PC-0110 --decision keep --on 2025-09-15

chapter '8. Une vie, du premier jour au dernier' '8. One life, from its first day to its last'
show history PC-0102

chapter '9. Les comptes de 2025' '9. The figures of 2025'
show report reuse --period 2025
show report decree --period 2025
run report reuse --period 2025 --format json -o "$folder/reuse-2025.json"
run report decree --period 2025 --explain --format json -o "$folder/decree-2025.json"
run export log -o "$folder/log.jsonl"

chapter '10. Le registre est entier' '10. The record is whole'
show verify

echo
say "À regarder :" "To look at:"
look() {
    printf '  %-36s' "$folder/$1"
    say "$2" "$3"
}
look session.txt 'toutes les commandes et leurs réponses' 'every command and its answer'
look label.svg 'l’étiquette de PC-0102' 'the label of PC-0102'
look reuse-2025.json 'réemploi et élimination' 'reuse and disposal'
look decree-2025.json 'taux légal, avec les étiquettes comptées' 'the legal rate, with the tags it counts'
look log.jsonl 'le journal, chaque ligne scellant la précédente' 'the log, each line sealing the one before'
look rebond.db 'le registre' 'the record'

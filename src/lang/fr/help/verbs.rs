//! L’aide sur les commandes.

use crate::lang::help::Verb;

pub(super) const fn about(verb: Verb) -> &'static str {
    match verb {
        Verb::Rebond => {
            "Suivre chaque ordinateur de sa mise en service jusqu’à sa seconde vie ou son recyclage"
        }
        Verb::Init => "Créer la base de données",
        Verb::Demo => "Construire toute une ville inventée pour voir, avec des années de vie",
        Verb::Policy => "Lire et fixer ce que l’organisation a décidé",
        Verb::PolicyGet => "Afficher la valeur d’une règle",
        Verb::PolicySet => "Fixer désormais la valeur d’une règle",
        Verb::PolicyList => "Lister les règles avec leur valeur",
        Verb::Config => "Lire et fixer les préférences, qui ne changent aucun chiffre",
        Verb::ConfigGet => "Afficher la valeur en vigueur d’une préférence",
        Verb::ConfigSet => "Fixer désormais une préférence",
        Verb::ConfigUnset => "Retirer une préférence du fichier",
        Verb::ConfigList => "Lister les préférences, leur valeur et son origine",
        Verb::Completions => "Afficher ce qu’un interpréteur lit pour compléter les commandes",
        Verb::Man => "Afficher la page de manuel d’une commande, ou les écrire toutes",
        Verb::Add => "Enregistrer un équipement",
        Verb::Edit => "Compléter ou rectifier ce qui est connu d’équipements",
        Verb::Show => "Afficher tout ce qui est connu d’un équipement",
        Verb::List => "Lister les équipements qui répondent à tous les critères donnés",
        Verb::Find => "Trouver des équipements par tout ce qui les désigne, au fil de la frappe",
        Verb::History => "Lister les événements d’un équipement, du plus ancien au plus récent",
        Verb::Deploy => "Affecter des équipements à un service",
        Verb::Move => "Changer le service, le site ou l’affectataire d’équipements en service",
        Verb::Collect => "Récupérer des équipements en service",
        Verb::Triage => "Décider du sort d’équipements\u{a0}: reconditionner, recycler ou garder",
        Verb::Work => "Enregistrer réparations, pièces, nettoyages et tests, ici ou chez un réparateur",
        Verb::Ready => "Déclarer des équipements reconditionnés\u{a0}: fonctions testées, données effacées",
        Verb::Decommission => "Réformer des équipements\u{a0}: l’organisation n’en a plus l’usage",
        Verb::Reinstate => "Redonner un usage à des équipements réformés",
        Verb::Missing => "Déclarer des équipements perdus ou volés",
        Verb::Found => "Déclarer retrouvés des équipements manquants",
        Verb::Void => "Annuler des événements, comme s’ils n’avaient pas eu lieu",
        Verb::Correct => "Donner ses justes valeurs à un événement enregistré",
        Verb::Media => "Tenir le compte des supports de stockage",
        Verb::MediaAdd => "Enregistrer un support de stockage",
        Verb::MediaNone => "Déclarer que des équipements n’ont aucun support de stockage",
        Verb::MediaConfirm => "Déclarer complète la liste des supports d’équipements",
        Verb::MediaMove => "Déplacer des supports vers un autre équipement, ou en stock",
        Verb::MediaList => "Lister les supports",
        Verb::Sanitize => "Enregistrer l’effacement de supports",
        Verb::SanitizeImport => "Enregistrer ce que prouvent les journaux d’outils d’effacement",
        Verb::SanitizeValidate => "Valider, en seconde personne, l’effacement de supports",
        Verb::Evidence => "Conserver les fichiers qui justifient ce qui est enregistré",
        Verb::EvidenceAdd => "Joindre des fichiers à ce qui a déjà été enregistré",
        Verb::EvidenceList => "Lister les pièces justificatives",
        Verb::EvidenceExtract => "Réécrire une pièce justificative telle qu’elle a été jointe",
        Verb::EvidenceForget => "Supprimer définitivement des pièces justificatives, avec leurs noms",
        Verb::Certificate => "Écrire des certificats d’effacement, un document pour chaque chose nommée",
        Verb::Lot => "Préparer, enregistrer et justifier les sorties",
        Verb::LotNew => "Ouvrir un lot et afficher son numéro",
        Verb::LotEdit => "Modifier ce qui est connu d’un lot\u{202f}; de celui qui est parti, ses papiers",
        Verb::LotAdd => "Mettre dans un lot des équipements, des supports seuls ou du vrac sans étiquette",
        Verb::LotDrop => "Retirer d’un lot ouvert des équipements ou des supports",
        Verb::LotShow => "Afficher tout ce qui est connu d’un lot",
        Verb::LotList => "Lister les lots",
        Verb::LotUndertake => "Enregistrer l’engagement du preneur à réemployer le contenu du lot",
        Verb::LotShip => "Enregistrer le départ d’un lot, entier ou en partie",
        Verb::LotProve => "Enregistrer ce qu’est devenu un lot, justificatif du preneur à l’appui",
        Verb::LotReturn => "Reprendre des équipements qui étaient sortis",
        Verb::LotSlip => "Écrire le bordereau avec lequel un lot est remis",
        Verb::LotCancel => "Abandonner un lot ouvert, ou défaire un départ comme s’il n’avait jamais eu lieu",
        Verb::Party => "Tenir les personnes et les organismes\u{a0}: affectataires, fournisseurs, preneurs",
        Verb::PartyAdd => "Enregistrer une personne ou un organisme",
        Verb::PartyEdit => "Modifier le nom, le type ou le SIRET d’un tiers",
        Verb::PartyList => "Lister les tiers",
        Verb::PartyShow => "Afficher tout ce qui est connu d’un tiers",
        Verb::PartyForget => "Effacer définitivement des noms de personnes, d’organismes et d’opérateurs",
        Verb::Label => "Dessiner des étiquettes avec un code QR, au millimètre exact",
        Verb::LabelBlank => {
            "Réserver des numéros d’inventaire et en dessiner les étiquettes, avant l’arrivée des équipements"
        }
        Verb::LabelCards => "Dessiner des cartes d’action, à lire à la douchette au lieu de taper",
        Verb::Scan => "Prendre une lecture de code après l’autre, chacune enregistrée avant la réponse",
        Verb::Import => "Lire des équipements et des supports dans des fichiers, toutes les lignes ou aucune",
        Verb::Export => "Exporter le registre, les équipements, supports, lots, tiers ou déchets sortants",
        Verb::Report => "Imprimer les chiffres d’une période",
        Verb::Rebuild => "Réécrire d’après le registre toutes les tables qui en découlent",
        Verb::Seal => "Signer l’empreinte du registre, à garder là où le registre n’est pas",
        Verb::Restore => "Refaire d’une sauvegarde le registre",
        Verb::Backup => "Copier le registre pendant qu’il sert, et relire la copie",
        Verb::Verify => {
            "Vérifier tout le registre\u{a0}: chaîne, numérotation, et état comparé à une relecture complète"
        }
        Verb::Help => "Afficher l’aide d’une commande",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence after another")]
pub(super) const fn details(verb: Verb) -> &'static str {
    match verb {
        Verb::Rebond => {
            "Là où un ÉQUIPEMENT est demandé, on donne un numéro d’inventaire, un alias, un numéro de série ou un \
             code lu par une douchette\u{202f}; «\u{a0}-\u{a0}» en lit un par ligne sur l’entrée standard. Plusieurs \
             équipements font une seule transaction\u{a0}: tous ou aucun.\n\
             Une date s’écrit AAAA-MM-JJ ou JJ/MM/AAAA.\n\
             «\u{a0}rebond COMMANDE --help\u{a0}» en dit plus sur une commande."
        }
        Verb::Init => "  rebond init --org \"Ville de Montrouge\" --prefix MTR",
        Verb::Demo => {
            "Sans réseau, et rien n’est changé hors de son dossier. session.txt montre chaque commande de ces années avec \
             sa réponse, refus compris.\n\
             \x20 rebond demo valmont"
        }
        Verb::PolicySet => "  rebond policy set sanitization.minimum purge",
        Verb::Add => {
            "Sans --on, le jour est celui de l’achat, sinon celui de la première utilisation, sinon aujourd’hui.\n\
             \x20 rebond add --kind laptop --manufacturer Dell --model \"Latitude 5420\" --purchased 01/09/2022"
        }
        Verb::Edit => {
            "Ce qui est fixé est lu comme si on l’avait toujours su. L’état, et le service, le site et l’affectataire de \
             ce qui est en service, découlent de ce qui arrive (deploy, move, collect…) et ne se modifient pas.\n\
             \x20 rebond edit MTR-000123K --serial 5CD7314HDY --warranty 36\n\
             \x20 rebond edit PC-12 --tag MTR-000124J\n\
             \x20 rebond edit MTR-000123K --clear order"
        }
        Verb::Show => "  rebond show MTR-000123K --as-of 31/12/2025",
        Verb::List => "  rebond list --kind laptop --older-than 10a --format csv",
        Verb::Find => {
            "La recherche porte sur les numéros d’inventaire, les alias, les numéros de série des équipements et de leurs \
             supports, les fabricants, les modèles, les services, les sites, les affectataires et les notes. Ce que le \
             texte désigne en entier vient d’abord, puis ce qui est dans le parc, le plus récent du registre en tête, \
             puis ce qui en est sorti.\n\
             \x20 rebond find latitude urba"
        }
        Verb::Deploy => {
            "La première mention d’un service ou d’un site inconnu le crée, et le dit.\n\
             \x20 rebond deploy MTR-000123K --to Urbanisme --holder \"Alice Martin\""
        }
        Verb::Move => "  rebond move MTR-000123K --site \"Annexe Nord\"",
        Verb::Collect => "  rebond collect MTR-000123K MTR-000124J --on 15/03/2026",
        Verb::Triage => {
            "recondition envoie à l’atelier, recycle met de côté, keep remet en stock. Le retour de ce qui est en \
             service est enregistré du même coup. Un déchet ne redevient jamais un produit.\n\
             \x20 rebond triage MTR-000123K --decision recondition --functional F3 --cosmetic B"
        }
        Verb::Work => {
            "L’état reste ce qu’il est. Ce qui est confié à l’extérieur revient par --back avant toute autre chose. Rien \
             n’est confié tant qu’un support peut contenir des données, à moins que --data-clause ne nomme le contrat. \
             Avec --new-serial, l’ancien numéro de série devient un alias, et les supports sont à revoir.\n\
             \x20 rebond work MTR-000123K --type replace --part \"8 Go de mémoire\" --from MTR-000087D --minutes 20\n\
             \x20 rebond work MTR-000123K --type repair --sent-to \"Atelier Sud\""
        }
        Verb::Ready => {
            "Chaque support doit être justifié, et le grade fonctionnel atteindre F5\u{202f}; F4 suffit avec \
             --no-system, et pour ce qui n’a pas de système à tester.\n\
             \x20 rebond ready MTR-000123K --functional F5 --cosmetic C4"
        }
        Verb::Decommission => {
            "Avec --draft, ce qui ne pourrait pas être réformé est refusé tout de même, et rien n’est enregistré.\n\
             \x20 rebond decommission MTR-000123K --act 2026-DEL-041 --reason obsolete\n\
             \x20 rebond decommission MTR-000123K MTR-000124J --draft -o liste.pdf"
        }
        Verb::Missing => "  rebond missing MTR-000123K --cause stolen --note \"plainte déposée\"",
        Verb::Found => "La liste de ses supports est à confirmer de nouveau\u{a0}: inconnu n’est pas effacé.",
        Verb::Void => {
            "Un événement sur lequel un autre repose est refusé, sauf avec --with-later\u{a0}: les suivants sont \
             annulés aussi, du plus récent au plus ancien, et les commandes qui les enregistrent de nouveau sont \
             affichées.\n\
             \x20 rebond void 42 --reason wrong_asset"
        }
        Verb::Correct => "  rebond correct 42 --on 14/03/2026 --to Urbanisme",
        Verb::MediaAdd => "  rebond media add MTR-000123K --kind ssd --serial S4EVNX0N --capacity 256Go",
        Verb::MediaNone | Verb::MediaConfirm => {
            "Tant que personne ne l’a dit, rien ne sort\u{a0}: une liste de supports que personne n’a close ne \
             justifie rien."
        }
        Verb::MediaMove => "  rebond media move MTR-000123K#1 --to stock",
        Verb::Sanitize => {
            "Un équipement vaut pour chacun de ses supports. Le niveau atteint (clear, purge, destroy) est calculé \
             d’après le support et l’action, jamais saisi. Un écrasement non vérifié ne vaut rien.\n\
             \x20 rebond sanitize MTR-000123K --action nvme_sanitize_block --verify status --result pass"
        }
        Verb::SanitizeImport => {
            "Un support est retrouvé par son numéro de série\u{202f}; celui qui n’est pas connu entre seul, et `media add \
             ÉQUIPEMENT --serial S` le met dans sa machine. La machine qui a effacé n’est jamais prise pour l’équipement. Un \
             journal coupé ne prouve rien des disques qu’il n’achève pas, et celui qui a déjà été lu n’ajoute rien. Tous \
             les journaux sont repris, ou aucun.\n\
             \x20 rebond sanitize import nwipe-2026-03-14.log --dry-run"
        }
        Verb::SanitizeValidate => {
            "La vérification dit si la technique est allée à son terme\u{202f}; la validation décide si le résultat suffit \
             pour ce que contenait le support (NIST SP 800-88r2, 4.5.2). Qui a enregistré l’effacement ne peut pas le \
             valider. Avec la règle sanitization.second_person à on, aucun support ne sort et rien n’est reconditionné \
             sans elle.\n\
             \x20 rebond sanitize validate MTR-000123K --actor \"Paul Martin\""
        }
        Verb::Evidence => {
            "Toute commande qui enregistre accepte --evidence FICHIER\u{a0}: le fichier est conservé, par son SHA-256, \
             dans la transaction de la commande. Ses octets ne sont stockés qu’une fois, si souvent qu’il soit joint, \
             et son nom n’est gardé que comme texte. Les sauvegardes contiennent les fichiers\u{202f}; rebond verify \
             --full compare chacun à son empreinte."
        }
        Verb::EvidenceAdd => {
            "Le SHA-256 de chaque fichier est imprimé. Un fichier qui y est déjà joint est refusé, sauf si ce qui en \
             est conservé est endommagé\u{a0}: il est alors remis en état.\n\
             \x20 rebond evidence add LOT-2026-0001 bordereau.pdf photo.jpg"
        }
        Verb::EvidenceList => {
            "Un équipement vaut pour lui-même et pour les supports qu’il contient. En JSON\u{a0}: un document par ligne, \
             pour chaque fichier et chaque chose qu’il justifie."
        }
        Verb::EvidenceExtract => {
            "Les octets sont comparés à l’empreinte avant toute écriture. Le nom sous lequel le fichier a été joint \
             ne sert jamais de chemin.\n\
             \x20 rebond evidence extract 3f2a91bc04de -o bordereau.pdf"
        }
        Verb::EvidenceForget => {
            "Les octets et tous les noms quittent les fichiers de la base\u{202f}; le journal garde les empreintes et \
             les tailles, et ce qui a été joint à quoi. Ce qui a été supprimé n’est plus jamais joint. Les sauvegardes \
             faites avant le contiennent encore.\n\
             \x20 rebond evidence forget 3f2a91bc04de --reason request"
        }
        Verb::Certificate => {
            "Il dit ce qui a été fait et ce que la vérification a constaté. Un support qui n’est pas effacé reçoit à la \
             place un document qui le dit, avec un avertissement. Les modèles sont en Markdown et peuvent être \
             modifiés\u{a0}: voir la préférence templates.\n\
             \x20 rebond certificate S4EVNX0N -o certificat.pdf\n\
             \x20 rebond certificate - -o tous.pdf < numeros.txt"
        }
        Verb::LotSlip => {
            "Pour un lot dont rien n’est parti, c’est un projet. --annex est pour les dons.\n\
             \x20 rebond lot slip LOT-2026-0001 -o bordereau.pdf\n\
             \x20 rebond lot slip LOT-2026-0001 --annex -o annexe.pdf"
        }
        Verb::LotNew => {
            "Un don demande --legal-basis, --act, --unit-value et --value-method avant de partir\u{202f}; un déchet \
             demande --waste-code, et --bsd ou --no-bsd s’il est dangereux.\n\
             \x20 rebond lot new --channel body_gift --to \"Emmaüs Connect\" --act 2026-DEL-041"
        }
        Verb::LotEdit => "  rebond lot edit LOT-2026-0001 --carrier \"Transports Durand\"",
        Verb::LotAdd => {
            "  rebond lot add LOT-2026-0001 MTR-000123K MTR-000124J\n\
             \x20 rebond lot add LOT-2026-0001 --bulk \"claviers et souris\" --mass 45kg --waste-code \"20 01 36\""
        }
        Verb::LotUndertake => {
            "Une vente ou une reprise ne compte comme réemploi qu’avec un engagement daté au plus tard du départ, et \
             un justificatif."
        }
        Verb::LotShip => {
            "Rien ne sort tant qu’un de ses supports n’est pas justifié.\n\
             \x20 rebond lot ship LOT-2026-0001 --on 15/03/2026 --decommission --act 2026-DEL-041"
        }
        Verb::LotProve => "  rebond lot prove LOT-2026-0001 --outcome reused --on 30/06/2026",
        Verb::LotReturn => "  rebond lot return LOT-2026-0001 MTR-000123K --reason refused",
        Verb::LotCancel => "  rebond lot cancel LOT-2026-0001 --reason wrong_lot",
        Verb::PartyAdd => "  rebond party add \"Emmaüs Connect\" --kind association",
        Verb::PartyForget => {
            "Le nom quitte tous les fichiers de la base, avec les notes et les libellés de lieux qui le \
             contiennent et ce qui a été noté du tiers. Les événements restent et désignent un nombre tiré au sort. \
             Rien ne le fait revenir\u{202f}; `--dry-run` montre ce qui partirait. Ce qui figure dans le journal \
             lui-même (un numéro d’inventaire, un acte) ne peut être effacé\u{a0}: c’est dit. Les sauvegardes et \
             les exports antérieurs contiennent encore le nom.\n\
             \x20 rebond party forget \"Alice Martin\" --dry-run\n\
             \x20 rebond party forget --due --quiet"
        }
        Verb::PartyEdit => "  rebond party edit \"Emmaus\" --name \"Emmaüs Connect\"",
        Verb::Label => {
            "Le PDF d’une planche s’imprime à la taille réelle (100\u{a0}%).\n\
             \x20 rebond label MTR-000123K MTR-000124J --sheet L7160 --start 4 -o etiquettes.pdf\n\
             \x20 rebond label MTR-000123K --format zpl --print-command \"lp -d Zebra -o raw\""
        }
        Verb::LabelBlank => {
            "Ces numéros ne sont plus attribués à rien d’autre\u{a0}: un équipement prend le sien par \
             `rebond add --tag`. Les étiquettes sont dessinées avant que les numéros soient réservés. Pour imprimer de \
             nouveau les mêmes étiquettes, répéter la ligne de commande avec son --cmd. Annuler l’événement libère les \
             numéros qu’aucun équipement ne porte.\n\
             \x20 rebond label blank --count 21 --sheet L7160 -o etiquettes.pdf\n\
             \x20 rebond add --kind laptop --tag MTR-000123K"
        }
        Verb::LabelCards => {
            "Une carte dit ce qui est fait de ce qui est lu après elle\u{a0}: voir `rebond scan --help`. Il y en a une \
             pour chaque service et chaque site du registre, ou seulement pour ceux qui sont nommés. Sur des planches \
             L7163, sauf indication contraire.\n\
             \x20 rebond label cards -o cartes.pdf\n\
             \x20 rebond label cards --service Urbanisme --site Mairie --sheet L7160 -o cartes.pdf"
        }
        Verb::Scan => {
            "Un numéro d’inventaire, un alias, un numéro de série, une adresse ou une carte d’action se lit sur \
             l’entrée standard, un par ligne, comme la douchette le tape. Chaque lecture est une commande à elle \
             seule\u{a0}: ce qui a reçu une réponse est enregistré. La même lecture deux fois compte une fois. \
             «\u{a0}annuler\u{a0}» annule la dernière lecture, «\u{a0}fini\u{a0}» termine. Le code de sortie 1 \
             signale que des lectures ont été refusées\u{202f}; les autres sont enregistrées.\n\
             Avec --from, ce qu’un lecteur portable a gardé en mémoire fait une seule commande\u{a0}: tout ou rien.\n\
             \x20 rebond scan --action deploy --to Urbanisme --site Mairie"
        }
        Verb::Import => {
            "Avec --dry-run, tout est lu et contrôlé, et rien n’est enregistré.\n\
             Une ligne se reconnaît à son numéro d’inventaire, sinon à ses autres noms, sinon au fabricant et au \
             numéro de série\u{202f}; importée de nouveau, elle ne change rien.\n\
             Ce qu’écrivent `lshw -json` et `smartctl -j` se reconnaît à son contenu\u{a0}: une machine et ses disques, ou \
             des disques, retrouvés par leur numéro de série. Ce qui manque est complété, rien n’est affirmé.\n\
             \x20 rebond import inventaire.csv --dry-run\n\
             \x20 rebond import inventaire.csv --update --map serial=\"N° de châssis\"\n\
             \x20 rebond import banc7.lshw.json sda.json"
        }
        Verb::Export => {
            "Le registre est écrit comme il est conservé\u{a0}: le sha256sum de chaque ligne est le champ \
             «\u{a0}prev\u{a0}» de la suivante.\n\
             Avec --since, un équipement dont l’entrée a été annulée ne figure pas parmi les équipements\u{a0}: seul \
             le registre le dit.\n\
             Un lot tient en une ligne, avec ses totaux\u{202f}; les lignes JSON donnent aussi son contenu.\n\
             Sans événement nouveau, un fichier demandé par -o reste tel qu’il est.\n\
             register est le registre des déchets sortants, en CSV dans les colonnes qu’importe Trackdéchets.\n\
             \x20 rebond export log --since @registre.repere -o registre.jsonl\n\
             \x20 rebond export register --period 2026 -o dechets-2026.csv"
        }
        Verb::Report => {
            "decree donne le taux de réemploi du décret n°\u{a0}2023-266, par années entières\u{202f}; reuse compare \
             secondes vies et élimination\u{202f}; register est le registre des déchets sortants\u{202f}; \
             sanitization nomme chaque support sorti\u{a0}: comment il a été effacé, par qui, avec quelle vérification et quelle \
             preuve\u{202f}; stock est l’état des équipements présents\u{a0}: âge, garantie, valeur d’achat\u{202f}; inventory \
             en donne la liste, site par site\u{202f}; workshop est l’encours de l’atelier, depuis quand il attend, et les \
             interventions de la période\u{202f}; impact estime les émissions évitées par les secondes vies\u{202f}; agec est la \
             part du réemploi dans les achats de l’année. Chaque rapport porte la ligne de commande qui l’imprime de \
             nouveau.\n\
             --service vaut pour stock, inventory, workshop, reuse et impact, --site pour les trois premiers\u{202f}; \
             les autres portent sur toute l’organisation, comme la loi le demande.\n\
             \x20 rebond report decree --period 2026 --explain"
        }
        Verb::Rebuild => {
            "Tout ou rien, et seulement si le registre est intact\u{202f}; lui-même n’est pas touché. Avec --check, \
             le code de sortie 5 signale une table qui n’est pas ce que donne le registre."
        }
        Verb::Seal => {
            "Un scellé est un texte de quelques lignes, suivi d’une signature qu’OpenSSH vérifie aussi. Qui pourrait \
             réécrire le registre ne doit pas pouvoir l’atteindre\u{a0}: un autre compte, une autre machine, un \
             courriel, du papier. Rien n’est signé, code 5, quand le registre ne passe pas par les scellés visibles. Le \
             scellé est écrit, puis inscrit\u{a0}: interrompu entre les deux, il est valable, mais sa perte ne se \
             verrait pas. La clé est une clé ssh-ed25519 sans phrase secrète.\n\
             \x20 ssh-keygen -t ed25519 -N '' -f seal-key\n\
             \x20 rebond seal --key seal-key -o seals/\n\
             Pour en vérifier un sans ce programme, le texte et la signature sont séparés\u{a0}:\n\
             \x20 sed '/^-----BEGIN/,$d' X.seal > X.txt; sed -n '/^-----BEGIN/,$p' X.seal > X.sig\n\
             \x20 ssh-keygen -Y verify -f signers -I QUI -n rebond -s X.sig < X.txt"
        }
        Verb::Restore => {
            "La sauvegarde est lue comme un fichier étranger, copiée, amenée à cette version et vérifiée en entier avant de \
             recevoir le nom du registre. Un registre qui est là est conservé à côté, lisible, et ce qu’il a de plus est \
             dit\u{a0}: événements et scellés. Un événement, epoch, dit de quelle empreinte le registre repart.\n\
             \x20 rebond restore /srv/backups/rebond-20261124T030000Z-4212.db --replace"
        }
        Verb::Backup => {
            "La copie est ouverte seule, ses pages, son schéma et sa chaîne sont lus jusqu’à l’empreinte copiée, et alors \
             seulement elle reçoit son nom\u{202f}; l’état n’est pas comparé à un rejeu\u{a0}: verify le fait. Dans un \
             dossier, chacune reçoit un nom à elle, et --keep supprime les plus anciennes. Elle contient des noms de \
             personnes.\n\
             \x20 rebond backup /srv/backups/ --keep 35"
        }
        Verb::Verify => {
            "Rien n’est enregistré, rien n’est réparé. Le code de sortie 5 signale une différence. Seul un scellé ou une \
             empreinte imprimée, gardés ailleurs, montrent un registre coupé ou réécrit en entier.\n\
             \x20 rebond verify --seal seals/ --signers signers"
        }
        Verb::Config => {
            "Une option passe avant une variable, une variable avant le fichier, le fichier avant le défaut. Un \
             fichier écrit par -o et nommé sans dossier va dans output_folder\u{202f}; \
             les étiquettes pour lesquelles aucun fichier n’est nommé vont à print_command. Dans le dossier templates, \
             DOSSIER/fr/certificate.md remplace le modèle du programme, de même que not_sanitised.md, slip.md, annex.md \
             et decommission.md."
        }
        Verb::ConfigSet => "  rebond config set language fr",
        Verb::Completions => "  rebond completions bash > ~/.local/share/bash-completion/completions/rebond",
        Verb::Man => {
            "\x20 rebond man lot ship | man -l -\n\
             \x20 rebond man -o ~/.local/share/man/fr/man1"
        }
        Verb::ConfigGet
        | Verb::ConfigUnset
        | Verb::ConfigList
        | Verb::Policy
        | Verb::PolicyGet
        | Verb::PolicyList
        | Verb::History
        | Verb::Reinstate
        | Verb::Media
        | Verb::MediaList
        | Verb::Lot
        | Verb::LotDrop
        | Verb::LotShow
        | Verb::LotList
        | Verb::Party
        | Verb::PartyList
        | Verb::PartyShow
        | Verb::Help => "",
    }
}

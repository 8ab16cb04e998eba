//! Help on commands.

use crate::lang::help::Verb;

pub(super) const fn about(verb: Verb) -> &'static str {
    match verb {
        Verb::Rebond => {
            "Follow every computer from its first day in service to its second life or its recycling"
        }
        Verb::Init => "Create the database",
        Verb::Demo => "Build a whole town of our invention to look at, with its years of life",
        Verb::Policy => "Read and set what the organisation has decided",
        Verb::PolicyGet => "Show the value of a policy",
        Verb::PolicySet => "Set the value of a policy from now on",
        Verb::PolicyList => "List every policy with its value",
        Verb::Config => "Read and set preferences, which change no figure",
        Verb::ConfigGet => "Print the value of a preference in force",
        Verb::ConfigSet => "Set a preference from now on",
        Verb::ConfigUnset => "Remove a preference from the file",
        Verb::ConfigList => "List preferences with their value and where it comes from",
        Verb::Completions => "Print what a shell reads to complete command lines",
        Verb::Man => "Print the manual page of a command, or write all of them",
        Verb::Add => "Enter an asset into the record",
        Verb::Edit => "Complete or put right what is known of assets",
        Verb::Show => "Show everything known of an asset",
        Verb::List => "List the assets that satisfy every filter given",
        Verb::Find => "Find assets by anything they are called by, as one types",
        Verb::History => "List the events of an asset, oldest first",
        Verb::Deploy => "Give assets to a service",
        Verb::Move => "Change the service, the site or the holder of assets in use",
        Verb::Collect => "Take assets back from use",
        Verb::Triage => "Decide what becomes of assets: recondition, recycle or keep",
        Verb::Work => "Record repairs, parts, cleaning and tests, here or at a repairer’s",
        Verb::Ready => "Declare assets reconditioned: every function tested, data removed",
        Verb::Decommission => "Record that the organisation has no more use of assets",
        Verb::Reinstate => "Find a use again for decommissioned assets",
        Verb::Missing => "Declare assets lost or stolen",
        Verb::Found => "Declare missing assets found",
        Verb::Void => "Take events away, as if they had not been",
        Verb::Correct => "Give a recorded event its right values",
        Verb::Media => "Keep account of storage media",
        Verb::MediaAdd => "Enter a storage medium into the record",
        Verb::MediaNone => "Declare that assets have no storage medium",
        Verb::MediaConfirm => "Declare that the list of media of assets is complete",
        Verb::MediaMove => "Move media to another asset, or to stock",
        Verb::MediaList => "List media",
        Verb::Sanitize => "Record that data was removed from media",
        Verb::SanitizeImport => "Record what the logs of erasing tools prove",
        Verb::SanitizeValidate => "Accept, as a second person, what was done to media",
        Verb::Evidence => "Keep the files that prove what was recorded",
        Verb::EvidenceAdd => "Attach files to what was recorded before",
        Verb::EvidenceList => "List the files that are attached",
        Verb::EvidenceExtract => "Write an attached file again, as it was",
        Verb::EvidenceForget => "Erase attached files for good, with their names",
        Verb::Certificate => "Write certificates of sanitisation, a document for each thing named",
        Verb::Lot => "Prepare, ship and prove departures",
        Verb::LotNew => "Open a lot and print its number",
        Verb::LotEdit => "Change what is known of a lot; of one that has left, its papers",
        Verb::LotAdd => "Put assets, loose media or untagged bulk into a lot",
        Verb::LotDrop => "Take assets or media out of an open lot",
        Verb::LotShow => "Show everything known of a lot",
        Verb::LotList => "List every lot",
        Verb::LotUndertake => "Record the taker’s undertaking to reuse what is in the lot",
        Verb::LotShip => "Record that a lot left, whole or in part",
        Verb::LotProve => "Record what became of a lot, as its taker proved it",
        Verb::LotReturn => "Take back assets that had left",
        Verb::LotSlip => "Write the slip with which a lot is handed over",
        Verb::LotCancel => "Give up an open lot, or undo a departure as if it had never been",
        Verb::Party => "Keep people and organisations: holders, suppliers, takers",
        Verb::PartyAdd => "Enter a person or an organisation",
        Verb::PartyEdit => "Change the name, the kind or the SIRET of a party",
        Verb::PartyList => "List every party",
        Verb::PartyShow => "Show everything known of a party",
        Verb::PartyForget => "Erase names for good, of persons, organisations and operators",
        Verb::Label => "Draw labels with a QR code, in exact millimetres",
        Verb::LabelBlank => "Reserve tags and draw their labels, before the assets come in",
        Verb::LabelCards => "Draw action cards, to scan instead of typing",
        Verb::Scan => "Take one scan after another, each recorded before it is answered",
        Verb::Import => "Read assets and media from files, every row or none",
        Verb::Export => "Write the log, assets, media, lots, parties or outgoing waste for other programs",
        Verb::Report => "Print the figures of a period",
        Verb::Rebuild => "Write every table beside the log again from it",
        Verb::Seal => "Sign the head of the log, to be kept where the record is not",
        Verb::Restore => "Make a backup the record again",
        Verb::Backup => "Copy the record while it is used, and read the copy back",
        Verb::Verify => "Check the whole record: chain, sequence, and state against a replay",
        Verb::Help => "Print help on a command",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence after another")]
pub(super) const fn details(verb: Verb) -> &'static str {
    match verb {
        Verb::Rebond => {
            "Where ASSET is asked for, a tag, an alias, a serial or a scanned code is understood; “-” reads one a \
             line from standard input. Several assets are one transaction: all or none.\n\
             A date is typed YYYY-MM-DD.\n\
             “rebond COMMAND --help” says more about a command."
        }
        Verb::Init => "  rebond init --org \"Ville de Montrouge\" --prefix MTR",
        Verb::Demo => {
            "It needs no network and changes nothing outside its folder. session.txt shows every command of these years \
             with its answer, those that were refused too.\n\
             \x20 rebond demo valmont"
        }
        Verb::PolicySet => "  rebond policy set sanitization.minimum purge",
        Verb::Add => {
            "Without --on, the day is that of the purchase, else that of the first use, else today.\n\
             \x20 rebond add --kind laptop --manufacturer Dell --model \"Latitude 5420\" --purchased 2022-09-01"
        }
        Verb::Edit => {
            "What is set is read as if it had always been known. The state, and the service, the site and the holder \
             of what is in use, follow from what happens (deploy, move, collect…) and are not edited.\n\
             \x20 rebond edit MTR-000123K --serial 5CD7314HDY --warranty 36\n\
             \x20 rebond edit PC-12 --tag MTR-000124J\n\
             \x20 rebond edit MTR-000123K --clear order"
        }
        Verb::Show => "  rebond show MTR-000123K --as-of 2025-12-31",
        Verb::List => "  rebond list --kind laptop --older-than 10y --format csv",
        Verb::Find => {
            "Searched are tags, aliases, serials of assets and of their drives, manufacturers, models, services, \
             sites, holders and notes. What the text names as a whole comes first, then what is here, the latest \
             in the record first, then what has left.\n\
             \x20 rebond find latitude urba"
        }
        Verb::Deploy => {
            "The first use of a service or a site that is not known yet creates it, and says so.\n\
             \x20 rebond deploy MTR-000123K --to Urbanisme --holder \"Alice Martin\""
        }
        Verb::Move => "  rebond move MTR-000123K --site \"Annexe Nord\"",
        Verb::Collect => "  rebond collect MTR-000123K MTR-000124J --on 2026-03-15",
        Verb::Triage => {
            "recondition sends to the workshop, recycle sets aside, keep puts back on the shelf. What is in use is \
             recorded as returned too. Waste never becomes a product again.\n\
             \x20 rebond triage MTR-000123K --decision recondition --functional F3 --cosmetic B"
        }
        Verb::Work => {
            "The state stays what it is. What is sent out comes back with --back before anything else is done to it. \
             Nothing is sent out while a medium may hold data, unless --data-clause names the contract. With \
             --new-serial the former serial becomes an alias, and the media are to be looked at again.\n\
             \x20 rebond work MTR-000123K --type replace --part \"8 GB of memory\" --from MTR-000087D --minutes 20\n\
             \x20 rebond work MTR-000123K --type repair --sent-to \"Atelier Sud\""
        }
        Verb::Ready => {
            "Every medium must be accounted for, and the functional grade F5 or better: F4 is enough with --no-system, \
             and for what has no operating system to test.\n\
             \x20 rebond ready MTR-000123K --functional F5 --cosmetic C4"
        }
        Verb::Decommission => {
            "With --draft, what could not be decommissioned is refused all the same, and nothing is recorded.\n\
             \x20 rebond decommission MTR-000123K --act 2026-DEL-041 --reason obsolete\n\
             \x20 rebond decommission MTR-000123K MTR-000124J --draft -o list.pdf"
        }
        Verb::Missing => "  rebond missing MTR-000123K --cause stolen --note \"complaint filed\"",
        Verb::Found => "The list of its media must be confirmed again: unknown is not clean.",
        Verb::Void => {
            "An event is refused when a later one rests on it, unless --with-later is given: those are voided too, \
             newest first, and the commands that record them again are printed.\n\
             \x20 rebond void 42 --reason wrong_asset"
        }
        Verb::Correct => "  rebond correct 42 --on 2026-03-14 --to Urbanisme",
        Verb::MediaAdd => "  rebond media add MTR-000123K --kind ssd --serial S4EVNX0N --capacity 256GB",
        Verb::MediaNone | Verb::MediaConfirm => {
            "Until somebody says so, nothing leaves: a list of media that nobody closed is not accounted for."
        }
        Verb::MediaMove => "  rebond media move MTR-000123K#1 --to stock",
        Verb::Sanitize => {
            "An asset stands for each of its media. What may be claimed (clear, purge, destroy) is computed from the \
             medium and the action, never typed. An overwrite that was not verified claims nothing.\n\
             \x20 rebond sanitize MTR-000123K --action nvme_sanitize_block --verify status --result pass"
        }
        Verb::SanitizeImport => {
            "A medium is found by its serial; one that is not known comes in loose, and `media add TAG --serial S` takes \
             it into its machine. The machine that erased is never taken for the asset. A log that is cut proves nothing \
             of the drives it does not finish, and one that was read before adds nothing. All logs are taken or none.\n\
             \x20 rebond sanitize import nwipe-2026-03-14.log --dry-run"
        }
        Verb::SanitizeValidate => {
            "Verification asks whether the technique completed; validation decides whether the result is good enough for \
             what the medium held (NIST SP 800-88r2, 4.5.2). Whoever recorded the sanitisation cannot validate it. With \
             the policy sanitization.second_person on, no medium leaves and nothing is ready without it.\n\
             \x20 rebond sanitize validate MTR-000123K --actor \"Paul Martin\""
        }
        Verb::Evidence => {
            "Any command that records takes --evidence FILE: the file is kept, by its SHA-256, in the transaction of \
             the command. Its bytes are stored once, however often it is attached, and its name is kept as text \
             only. Backups hold the files; rebond verify --full compares each with its hash."
        }
        Verb::EvidenceAdd => {
            "The SHA-256 of each file is printed. A file that is attached to it already is refused, unless what is \
             kept of it is damaged: then it is put right.\n\
             \x20 rebond evidence add LOT-2026-0001 bordereau.pdf photo.jpg"
        }
        Verb::EvidenceList => {
            "An asset stands for itself and the media in it. In JSON: one document a line, for each file and each \
             thing it is evidence of."
        }
        Verb::EvidenceExtract => {
            "The bytes are compared with the hash before anything is written. The name under which the file was \
             attached is never used as a path.\n\
             \x20 rebond evidence extract 3f2a91bc04de -o bordereau.pdf"
        }
        Verb::EvidenceForget => {
            "The bytes and every name leave the files of the database; the log keeps hashes and sizes, and what \
             was attached to what. What was erased is never attached again. Backups made before still hold it.\n\
             \x20 rebond evidence forget 3f2a91bc04de --reason request"
        }
        Verb::Certificate => {
            "It says what was done and what the check found. A medium that is not sanitised gets a document that says \
             so instead, and a warning. The templates are Markdown, and can be changed: see the preference templates.\n\
             \x20 rebond certificate S4EVNX0N -o certificate.pdf\n\
             \x20 rebond certificate - -o all.pdf < serials.txt"
        }
        Verb::LotSlip => {
            "Of a lot of which nothing has left, it is a draft. --annex is for gifts.\n\
             \x20 rebond lot slip LOT-2026-0001 -o slip.pdf\n\
             \x20 rebond lot slip LOT-2026-0001 --annex -o annex.pdf"
        }
        Verb::LotNew => {
            "Gifts want --legal-basis, --act, --unit-value and --value-method before they are shipped; waste wants \
             --waste-code, and --bsd or --no-bsd when it is hazardous.\n\
             \x20 rebond lot new --channel body_gift --to \"Emmaüs Connect\" --act 2026-DEL-041"
        }
        Verb::LotEdit => "  rebond lot edit LOT-2026-0001 --carrier \"Transports Durand\"",
        Verb::LotAdd => {
            "  rebond lot add LOT-2026-0001 MTR-000123K MTR-000124J\n\
             \x20 rebond lot add LOT-2026-0001 --bulk \"keyboards and mice\" --mass 45kg --waste-code \"20 01 36\""
        }
        Verb::LotUndertake => {
            "A sale or a take-back counts as reuse only with an undertaking dated on or before the departure, and a \
             proof."
        }
        Verb::LotShip => {
            "Nothing leaves while one of its media is not accounted for.\n\
             \x20 rebond lot ship LOT-2026-0001 --on 2026-03-15 --decommission --act 2026-DEL-041"
        }
        Verb::LotProve => "  rebond lot prove LOT-2026-0001 --outcome reused --on 2026-06-30",
        Verb::LotReturn => "  rebond lot return LOT-2026-0001 MTR-000123K --reason refused",
        Verb::LotCancel => "  rebond lot cancel LOT-2026-0001 --reason wrong_lot",
        Verb::PartyAdd => "  rebond party add \"Emmaüs Connect\" --kind association",
        Verb::PartyForget => {
            "The name leaves every file of the database: so do the notes and labels of places that contain it, and \
             what was noted of the party. The events stay, and name a random number. Nothing brings it back; \
             `--dry-run` shows what would go. What stands in the log itself (a tag, an act) cannot be erased: it \
             is said. Backups and exports made before still hold the name.\n\
             \x20 rebond party forget \"Alice Martin\" --dry-run\n\
             \x20 rebond party forget --due --quiet"
        }
        Verb::PartyEdit => "  rebond party edit \"Emmaus\" --name \"Emmaüs Connect\"",
        Verb::Label => {
            "A PDF of a sheet is printed at actual size (100 %).\n\
             \x20 rebond label MTR-000123K MTR-000124J --sheet L7160 --start 4 -o labels.pdf\n\
             \x20 rebond label MTR-000123K --format zpl --print-command \"lp -d Zebra -o raw\""
        }
        Verb::LabelBlank => {
            "Nothing else is given these tags from now on: an asset takes one with `rebond add --tag`. The labels are \
             drawn before the tags are reserved. To print the same labels again, repeat the command line with its \
             --cmd. Voiding the event frees the tags that no asset has.\n\
             \x20 rebond label blank --count 21 --sheet L7160 -o labels.pdf\n\
             \x20 rebond add --kind laptop --tag MTR-000123K"
        }
        Verb::LabelCards => {
            "A card says what is done with what is scanned after it: see `rebond scan --help`. There is one for each \
             service and each site of the record, or only for those named. On sheets of L7163 unless told otherwise.\n\
             \x20 rebond label cards -o cards.pdf\n\
             \x20 rebond label cards --service Urbanisme --site Mairie --sheet L7160 -o cards.pdf"
        }
        Verb::Scan => {
            "A tag, an alias, a serial, a link, or an action card is read from standard input, a line each, as a \
             scanner types it. Each scan is a command of its own: what is answered is recorded. The same scan twice \
             counts once. “undo” takes the last scan back, “done” ends. Exit 1 means that some scans were refused; \
             the others are recorded.\n\
             With --from, what a handheld scanner kept in its memory is one command: all of it or nothing.\n\
             \x20 rebond scan --action deploy --to Urbanisme --site Mairie"
        }
        Verb::Import => {
            "With --dry-run, everything is read and checked, and nothing is recorded.\n\
             A row is known by its tag, else by its other names, else by maker and serial; imported again, it \
             changes nothing.\n\
             What `lshw -json` and `smartctl -j` write is known by its content: a machine with its drives, or drives, \
             found by their serials. It fills what is missing, and claims nothing.\n\
             \x20 rebond import inventory.csv --dry-run\n\
             \x20 rebond import inventory.csv --update --map serial=\"Service Tag\"\n\
             \x20 rebond import bench7.lshw.json sda.json"
        }
        Verb::Export => {
            "The log is printed as it is stored: the sha256sum of each line is the “prev” of the next.\n\
             With --since, an asset whose coming in was voided is not among the assets: the log says so.\n\
             A lot is one line with what it comes to; JSON Lines has what is in it as well.\n\
             Without a new event, a file asked for with -o stays as it is.\n\
             register is the register of outgoing waste, as CSV in the columns that Trackdéchets imports.\n\
             \x20 rebond export log --since @log.cursor -o log.jsonl\n\
             \x20 rebond export register --period 2026 -o waste-2026.csv"
        }
        Verb::Report => {
            "decree is the reuse rate of décret n° 2023-266, for whole years; reuse sets second lives against disposal; register \
             is that of outgoing waste; sanitization names every medium that left: erased how, by whom, verified how, \
             with which proof; stock is what is on hand: its age, warranty and purchase value; inventory lists it, site by \
             site; workshop is what waits there and since when, and the works of the period; impact is what second lives \
             avoid in CO2 equivalent; agec is the second-hand share of a year’s purchases. Every report prints the command \
             line that prints it again.\n\
             --service is for stock, inventory, workshop, reuse and impact, --site for the first three: the others tell \
             of the whole organisation, as the law asks.\n\
             \x20 rebond report decree --period 2026 --explain"
        }
        Verb::Rebuild => {
            "All or nothing, and only where the log is whole; the log itself is not touched. With --check, exit 5 \
             means that a table is not what the log gives."
        }
        Verb::Seal => {
            "A seal is a few lines of text with a signature that OpenSSH checks too. Whoever could rewrite the \
             log must not be able to reach it: another account, another machine, a mail, paper. Nothing is \
             signed, exit 5, where the log does not go through the seals that can be seen. The seal is written, then \
             recorded: cut off in between it is good, and its loss would not be noticed. The key is an \
             ssh-ed25519 key without a passphrase.\n\
             \x20 ssh-keygen -t ed25519 -N '' -f seal-key\n\
             \x20 rebond seal --key seal-key -o seals/\n\
             To check one without this program, its text and its signature are taken apart:\n\
             \x20 sed '/^-----BEGIN/,$d' X.seal > X.txt; sed -n '/^-----BEGIN/,$p' X.seal > X.sig\n\
             \x20 ssh-keygen -Y verify -f signers -I WHO -n rebond -s X.sig < X.txt"
        }
        Verb::Restore => {
            "The backup is read as a stranger’s file, copied, brought to this version and checked whole before it gets \
             the name of the record. A record that is there is kept beside it, readable, and what it has that the backup \
             has not is said: events and seals. An event, epoch, says from which head the record goes on.\n\
             \x20 rebond restore /srv/backups/rebond-20261124T030000Z-4212.db --replace"
        }
        Verb::Backup => {
            "The copy is opened by itself, its pages, its schema and its chain are read to the head that was \
             copied, and only then it gets its name; the state is not compared with a replay: verify does. In a folder \
             each gets a name of its own, and --keep removes the oldest. Names of people are in it.\n\
             \x20 rebond backup /srv/backups/ --keep 35"
        }
        Verb::Verify => {
            "Nothing is recorded and nothing is repaired. Exit 5 means that a difference was found. Only a seal \
             or a printed head that was kept elsewhere shows a log that was cut short or rewritten whole.\n\
             \x20 rebond verify --seal seals/ --signers signers"
        }
        Verb::Config => {
            "A flag goes before a variable, a variable before the file, the file before the default. A file \
             written with -o and named without a folder goes to output_folder; \
             labels for which no file is named go to print_command. In the folder templates, DIR/en/certificate.md takes \
             the place of the template of the program, and so do not_sanitised.md, slip.md, annex.md and decommission.md."
        }
        Verb::ConfigSet => "  rebond config set language fr",
        Verb::Completions => "  rebond completions bash > ~/.local/share/bash-completion/completions/rebond",
        Verb::Man => {
            "\x20 rebond man lot ship | man -l -\n\
             \x20 rebond man -o ~/.local/share/man/man1"
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

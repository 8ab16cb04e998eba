//! L’aide sur les options et les arguments.

use crate::lang::help::Flag;

#[expect(clippy::too_many_lines, reason = "one sentence after another")]
pub(super) const fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Db => "Utiliser cette base de données [$REBOND_DB]",
        Flag::Lang => "Parler cette langue [$REBOND_LANG]",
        Flag::Actor => "Enregistrer qui lance la commande, sinon le nom de session [$REBOND_ACTOR]",
        Flag::Cmd => "Répéter cette commande, sans effet si elle est déjà enregistrée",
        Flag::Json => "Répondre en JSON sur la sortie standard",
        Flag::Quiet => "Ne rien dire hors des données et des erreurs",
        Flag::Color => "Mettre en couleur",
        Flag::Help => "Afficher l’aide",
        Flag::Version => "Afficher la version",
        Flag::Words => "Commande dont afficher l’aide",
        Flag::On => "Jour où cela s’est passé, jamais dans le futur",
        Flag::Note => "Ajouter une note, conservée à part et effaçable",
        Flag::Evidence => {
            "Fichier conservé comme pièce justificative, par son empreinte, de 16\u{a0}Mio au plus\u{202f}; peut être répété"
        }
        Flag::Evidenced => "Équipement, support ou lot que justifient les fichiers",
        Flag::EvidenceFiles => "Fichiers à conserver, de 16\u{a0}Mio au plus chacun",
        Flag::EvidenceOf => "Ce dont lister les pièces justificatives, tout si rien n’est nommé",
        Flag::Sha256 => "SHA-256 du fichier, ou son début",
        Flag::ErasedFiles => {
            "SHA-256 des fichiers, ou leur début\u{202f}; `-` les lit sur l’entrée standard, un par ligne"
        }
        Flag::ErasureReason => "Motif de la suppression",
        Flag::Org => "Nom de l’organisation, tel que les documents l’impriment",
        Flag::Prefix => "Préfixe des numéros d’inventaire attribués",
        Flag::Check => "Dire ce qui diffère, sans rien changer",
        Flag::Full => {
            "Contrôler aussi que ce qui est entré est là, perdu ou sorti avec sa pièce, et que le fichier est sain"
        }
        Flag::Group => "Laisser aussi écrire le groupe du fichier",
        Flag::Folder => "Dossier qui la reçoit\u{202f}; il doit être vide ou ne pas exister encore",
        Flag::Policy => "Règle",
        Flag::Preference => "Préférence",
        Flag::PreferenceValue => "Valeur",
        Flag::OldPreference => "Préférence, même inconnue",
        Flag::Shell => "Interpréteur de commandes",
        Flag::PagesFolder => "Écrire dans ce dossier la page de chaque commande",
        Flag::PolicyValue => "Valeur, vide pour aucune",
        Flag::Asset => "Numéro d’inventaire, alias, numéro de série ou code lu",
        Flag::Assets => {
            "Numéros d’inventaire, alias, numéros de série ou codes lus\u{202f}; «\u{a0}-\u{a0}» en lit un par ligne \
             sur l’entrée standard"
        }
        Flag::Kind => "Type de l’équipement",
        Flag::Tag => "Numéro d’inventaire porté par son étiquette, sinon attribué",
        Flag::Alias => "Autre nom sous lequel on le trouve\u{202f}; peut être répété",
        Flag::Manufacturer => "Fabricant",
        Flag::Model => "Modèle",
        Flag::Serial => "Numéro de série du fabricant",
        Flag::Purchased => "Jour de l’achat",
        Flag::PriceHt => "Prix hors taxes",
        Flag::Supplier => "Fournisseur",
        Flag::Order => "Référence de la commande",
        Flag::WarrantyMonths => "Durée de la garantie, en mois",
        Flag::FirstUse => "Jour de la première utilisation",
        Flag::Manufactured => "Jour de la fabrication",
        Flag::Mass => "Masse en grammes, ou en kilogrammes comme 1,65kg",
        Flag::Weee => "Catégorie de DEEE, sinon celle de son type",
        Flag::Security => "Sécurité des informations qu’il a contenues",
        Flag::Acquired => "Mode d’acquisition",
        Flag::Owner => "Propriétaire, s’il est loué ou prêté",
        Flag::Service => "Service qui l’utilise",
        Flag::Site => "Site où il se trouve",
        Flag::Holder => "Affectataire, la personne qui l’utilise",
        Flag::NewTag => "Numéro d’inventaire de sa nouvelle étiquette\u{202f}; l’ancien reste comme alias",
        Flag::NewKind => "Type de l’équipement\u{202f}; sa masse et sa catégorie usuelles le suivent",
        Flag::NewWeee => "Catégorie de DEEE",
        Flag::NewState => "Refusé\u{a0}: un état découle de ce qui arrive",
        Flag::Clear => {
            "Retirer cette valeur\u{202f}; mass et weee reviennent à celles du type\u{202f}; peut être répété"
        }
        Flag::FirstState => {
            "État à l’entrée, sinon deployed si un service est donné, in_stock si aucun ne l’est"
        }
        Flag::OnlyState => "Garder ceux qui sont dans cet état",
        Flag::OnlyKind => "Garder ceux de ce type",
        Flag::OnlyService => "Garder ceux de ce service",
        Flag::OnlySite => "Garder ceux de ce site",
        Flag::OlderThan => "Garder ceux qui ont plus de cet âge\u{a0}: 10a, 18m",
        Flag::OnlyDecommissioned => "Garder ceux qui sont réformés",
        Flag::AsOf => "Montrer les choses telles qu’elles étaient à la fin de ce jour",
        Flag::Format => "Écrire la liste dans ce format, sinon en tableau",
        Flag::SearchText => {
            "Débuts de mots, dans tout ordre, sans égard aux majuscules ni aux accents\u{202f}; tous doivent convenir"
        }
        Flag::Limit => "En afficher au plus ce nombre, sinon 20\u{202f}; en JSON, tous",
        Flag::ToService => "Service qui l’utilise désormais",
        Flag::ReinstateFirst => "Lever d’abord la réforme de ce qui est réformé",
        Flag::Decision => "Ce qui est décidé",
        Flag::Functional => "Grade fonctionnel, de F0 (non testé) à F6\u{202f}; HS est hors service",
        Flag::Cosmetic => "Grade esthétique\u{202f}; A, B et C valent C6, C4 et C2",
        Flag::Waste => "En faire un déchet, de ce jour et pour toujours",
        Flag::NoSystem => "Déclarer qu’il quitte l’atelier sans système d’exploitation",
        Flag::WorkType => "Ce qui a été fait\u{202f}; avec --back, sinon ce pour quoi il a été confié",
        Flag::Part => "Pièce posée ou prélevée, en quelques mots",
        Flag::PartFrom => "Équipement dont vient la pièce, mis de côté ou en atelier",
        Flag::Minutes => "Temps passé sur chacun, en minutes",
        Flag::Cost => "Coût pour chacun, en euros",
        Flag::SentTo => "À qui il est confié",
        Flag::WorkClause => "Contrat qui permet à des données de partir avec lui",
        Flag::WorkBack => "Enregistrer son retour",
        Flag::NewSerial => "Numéro de série qu’il a au retour, si le fabricant l’a changé",
        Flag::Act => "Référence de l’acte",
        Flag::DecommissionReason => "Motif de la réforme",
        Flag::WhenCollected => "Décider dès maintenant, avec effet le jour de son retour",
        Flag::Cause => "Cause de l’absence",
        Flag::InPlace => "Le remettre là où il était",
        Flag::Event => "Numéro de l’événement, tel que history l’affiche",
        Flag::Events => "Numéros des événements, tels que history les affiche",
        Flag::VoidReason => "Motif de l’annulation",
        Flag::WithLater => "Annuler aussi les événements qui reposent sur lui, du plus récent au plus ancien",
        Flag::RightDay => "Juste date",
        Flag::RightService => "Juste service",
        Flag::RightSite => "Juste site",
        Flag::RightHolder => "Juste affectataire",
        Flag::RightAct => "Juste référence de l’acte",
        Flag::Place => "Équipement où se trouve le support, ou «\u{a0}stock\u{a0}»",
        Flag::Media => {
            "Numéros de série, identifiants, ou INVENTAIRE#1\u{202f}; «\u{a0}-\u{a0}» en lit un par ligne sur l’entrée \
             standard"
        }
        Flag::MediaOf => "Équipements dont lister les supports, tous si aucun n’est nommé",
        Flag::MediumKind => "Type du support",
        Flag::MediumSerial => "Numéro de série du support",
        Flag::MediumModel => "Modèle du support",
        Flag::Capacity => "Capacité\u{a0}: 256Go, 1To, ou en octets",
        Flag::Encrypted => "Chiffrement permanent de ce qu’il stocke",
        Flag::ToPlace => "Équipement de destination, ou «\u{a0}stock\u{a0}»",
        Flag::KeepData => "Laisser ses données partir avec lui dans un autre service",
        Flag::Loose => "Garder ceux qui ne sont dans aucun équipement",
        Flag::Sanitized => {
            "Supports, ou équipements pour chacun de leurs supports\u{202f}; «\u{a0}-\u{a0}» en lit un par ligne sur \
             l’entrée standard"
        }
        Flag::Logs => {
            "Journaux de nwipe, hdparm, nvme-cli ou eReuse Workbench\u{202f}; «\u{a0}-\u{a0}» est l’entrée standard"
        }
        Flag::LogSerial => "Numéro de série du seul disque dont le journal n’en donne pas",
        Flag::LogDate => "Jour de ce que les journaux ne datent pas",
        Flag::LogKind => "Type des supports qui entrent avec leur journal, quand il ne le dit pas",
        Flag::Action => "Ce qui a été fait",
        Flag::Tool => "Outil et sa version",
        Flag::Verify => "Mode de vérification, sinon none",
        Flag::Result => "Résultat de la vérification, sinon unknown",
        Flag::Lot => "Numéro du lot, comme LOT-2026-0001",
        Flag::LotItems => {
            "Équipements et supports seuls\u{202f}; «\u{a0}-\u{a0}» en lit un par ligne sur l’entrée standard"
        }
        Flag::Channel => "Voie de sortie",
        Flag::ToParty => "Preneur",
        Flag::LegalBasis => "Article qui permet le don, comme «\u{a0}L3212-2 3°\u{a0}»",
        Flag::LotAct => "Référence de l’acte qui l’autorise",
        Flag::UnitValue => "Valeur de chaque équipement qui n’en a pas en propre",
        Flag::ValueMethod => "Méthode d’évaluation",
        Flag::WasteCode => {
            "Code déchet de chaque équipement qui n’en a pas en propre, comme «\u{a0}16 02 14\u{a0}»"
        }
        Flag::Operation => "Traitement prévu, comme «\u{a0}R 4\u{a0}»",
        Flag::Bsd => "Numéro du bordereau de suivi des déchets (BSD)",
        Flag::NoBsd => "Motif de l’absence de bordereau",
        Flag::Carrier => "Transporteur",
        Flag::Pop => "Présence de polluants organiques persistants (POP)",
        Flag::DataClause => "Contrat qui permet aux supports de sortir avec des données",
        Flag::UnderWarranty => "Déclarer que le fournisseur reprend le lot sous garantie",
        Flag::Like => "Prendre dans ce lot ce qui n’est pas donné ici",
        Flag::ItemValue => "Valeur de chacun de ces équipements",
        Flag::ItemWasteCode => "Code déchet de ce qui est ajouté, comme «\u{a0}16 02 14\u{a0}»",
        Flag::ForParts => "Les céder pour pièces seulement",
        Flag::Bulk => "Décrire des objets sans étiquette",
        Flag::ProvedBulk => "Ce qui n’a pas d’étiquette, du nom donné à `lot add --bulk`\u{202f}; répétable",
        Flag::BulkMass => "Masse de ces objets, en grammes, ou en kilogrammes comme 45kg",
        Flag::Count => "Nombre de ces objets",
        Flag::Shipped => {
            "Équipements qui partent, le reste demeurant dans le lot ouvert\u{202f}; tous si aucun n’est nommé"
        }
        Flag::DecommissionFirst => "Réformer le même jour ce qui ne l’est pas encore",
        Flag::DecommissionAct => "Référence de l’acte de cette réforme",
        Flag::LotMass => "Masse du tout, en grammes, ou en kilogrammes comme 120kg",
        Flag::Weighed => "Déclarer que cette masse a été pesée",
        Flag::Proved => "Équipements que le justificatif concerne, tous si aucun n’est nommé",
        Flag::Outcome => "Ce qu’ils sont devenus",
        Flag::FinalOperation => "Traitement final, comme «\u{a0}R 4\u{a0}»",
        Flag::Returned => {
            "Équipements revenus\u{202f}; «\u{a0}-\u{a0}» en lit un par ligne sur l’entrée standard"
        }
        Flag::ReturnReason => "Motif du retour",
        Flag::Party => "Nom ou identifiant du tiers",
        Flag::PartyName => "Nom du tiers",
        Flag::PartyKind => "Type du tiers",
        Flag::Forgotten => {
            "Noms ou identifiants des tiers\u{202f}; `-` les lit sur l’entrée standard, un par ligne"
        }
        Flag::Operator => "Nom ou identifiant de qui a lancé des commandes\u{202f}; peut être répété",
        Flag::Due => {
            "Toutes les personnes sans lien depuis plus longtemps que ne le dit la règle `retention.holders`"
        }
        Flag::Anyway => "Même si le registre doit encore les nommer (règle `retention.register`)",
        Flag::Siret => "Numéro SIRET",
        Flag::NewName => "Nouveau nom",
        Flag::Size => "Taille d’une étiquette en millimètres, comme 62x29\u{202f}; chacune est une page",
        Flag::Sheet => "Imprimer sur des planches de cette référence",
        Flag::Start => {
            "Commencer à cette place de la première planche, comptée ligne par ligne à partir de 1"
        }
        Flag::OffsetX => "Décaler le tout vers la droite, en millimètres\u{202f}; vers la gauche si négatif",
        Flag::OffsetY => "Décaler le tout vers le bas, en millimètres\u{202f}; vers le haut si négatif",
        Flag::Edges => "Tracer le bord des étiquettes, pour essayer une imprimante sur papier ordinaire",
        Flag::Dpi => {
            "Points par pouce\u{a0}: un module du code en compte un nombre entier\u{202f}; sinon 300 en png, 203 en zpl"
        }
        Flag::PrintCommand => {
            "Faire imprimer par cette commande\u{a0}: un shell l’exécute telle quelle, les étiquettes sur son entrée \
             standard\u{202f}; sinon, quand aucun fichier n’est nommé, par la commande préférée"
        }
        Flag::BlankCount => "Nombre d’étiquettes, 1000 au plus",
        Flag::CardService => {
            "Seulement les cartes de ce service et de ce qui est nommé avec lui\u{202f}; peut être répété"
        }
        Flag::CardSite => {
            "Seulement les cartes de ce site et de ce qui est nommé avec lui\u{202f}; peut être répété"
        }
        Flag::FileFormat => "Écrire dans ce format, sinon celui que dit l’extension du fichier",
        Flag::PaperFormat => {
            "Écrire dans ce format, sinon celui que dit l’extension du fichier, sinon en texte"
        }
        Flag::Certified => "Supports, ou équipements avec tous les supports qu’ils contiennent",
        Flag::Annex => "Écrire plutôt l’annexe de la convention de don",
        Flag::Draft => "Écrire la liste pour l’acte, sans rien enregistrer",
        Flag::Output => "Écrire dans ce fichier\u{202f}; «\u{a0}-\u{a0}» est la sortie standard",
        Flag::OutputDir => "Écrire dans ce dossier, sous un nom qui porte la période et le jour",
        Flag::KeepDated => "Garder tant de ces fichiers dans le dossier, et supprimer les plus anciens",
        Flag::ChangedOnly => {
            "Ne rien écrire si le fichier qui est là, ou le dernier du dossier, dit la même chose"
        }
        Flag::ScanAction => "Ce qui est fait de chaque lecture, sinon show, ou ce que dit une carte d’action",
        Flag::FromHandheld => {
            "Reprendre la mémoire d’un lecteur portable, tout ou rien\u{202f}; «\u{a0}-\u{a0}» est l’entrée standard"
        }
        Flag::CodeColumn => "Colonne des codes dans cette mémoire, à partir de 1, sinon déduite des cellules",
        Flag::Files => "Fichiers à lire\u{202f}; «\u{a0}-\u{a0}» est l’entrée standard",
        Flag::ImportFormat => "Format des fichiers, sinon leur contenu décide",
        Flag::Map => "Lire un champ dans cette colonne, quel que soit son titre\u{202f}; peut être répété",
        Flag::DateOrder => {
            "Ce qui vient en premier dans 03/04/2024\u{a0}: dmy le jour, mdy le mois, sinon la colonne le montre"
        }
        Flag::Update => {
            "Compléter et corriger les équipements connus\u{202f}; ce qu’un fichier laisse vide reste"
        }
        Flag::AllowPartial => "Prendre les lignes correctes, et dire lesquelles ont été refusées",
        Flag::DryRun => "Dire ce qui serait enregistré, sans rien enregistrer",
        Flag::ReadHolders => "Lire aussi les noms des personnes",
        Flag::Exported => "Ce qu’il faut exporter",
        Flag::Since => {
            "N’écrire que ce qui a été enregistré après cet événement, ou après celui que garde @FICHIER, et y \
             garder le dernier"
        }
        Flag::WriteHolders => "Écrire aussi les noms des personnes",
        Flag::Report => "Rapport à imprimer",
        Flag::Period => {
            "Période\u{a0}: 2026, 2026-T3, 2026-09 ou 2026-01-01..2026-06-30, sinon l’année en cours"
        }
        Flag::Compare => "Imprimer en regard de chaque chiffre celui de cette autre période, et l’écart",
        Flag::CompareHead => {
            "Imprimer en regard de chaque chiffre ce qu’il était à cet événement, et ce qui l’a modifié depuis"
        }
        Flag::AtHead => "Montrer les choses telles qu’on les connaissait à cet événement",
        Flag::Seals => {
            "Confronter au registre ce scellé, ou tous ceux de ce dossier\u{202f}; peut être répété"
        }
        Flag::Signers => {
            "N’admettre que les scellés de ces clés\u{a0}: une clé publique, ou une liste de signataires admis"
        }
        Flag::PrintedHead => {
            "Confronter au registre une empreinte imprimée, avec le numéro de son événement\u{202f}; peut être répété"
        }
        Flag::SealOutput => {
            "Écrire le scellé dans ce fichier, dans un fichier à lui de ce dossier (un nom qui finit par /), ou sur - \
             (sortie standard)"
        }
        Flag::SealKey => "Clé privée d’OpenSSH qui signe",
        Flag::Against => {
            "Ne signer que si le registre passe aussi par ce scellé, ou par tous ceux de ce dossier"
        }
        Flag::Unsigned => "Écrire le texte seul, qu’un autre programme signera\u{202f}; ne rien enregistrer",
        Flag::Backup => "Fichier, ou dossier dans lequel elle reçoit un nom à elle",
        Flag::ReplaceBackup => "Remplacer le fichier qui est là",
        Flag::Restored => "Sauvegarde à rétablir\u{202f}; elle n’est que lue",
        Flag::Tombstones => {
            "Effacer de nouveau ce que cette liste dit effacé, outre les listes posées près de la sauvegarde et du registre"
        }
        Flag::ReplaceRecord => "La mettre à la place du registre qui est là, qui est conservé à côté",
        Flag::Keep => "Garder tant de sauvegardes dans le dossier, et supprimer les plus anciennes",
        Flag::Explain => "Ajouter à chaque chiffre les numéros d’inventaire qu’il compte",
    }
}

//! Pages of help, whole.

use super::page;
use crate::lang::Lang;

#[test]
fn help_of_the_program_in_french() {
    insta::assert_snapshot!(page(Lang::Fr, "rebond --help"), @r"
    Suivre chaque ordinateur de sa mise en service jusqu’à sa seconde vie ou son recyclage

    Usage : rebond [OPTIONS] <COMMANDE>

    Commandes :
      init          Créer la base de données
      demo          Construire toute une ville inventée pour voir, avec des années de vie
      policy        Lire et fixer ce que l’organisation a décidé
      config        Lire et fixer les préférences, qui ne changent aucun chiffre
      add           Enregistrer un équipement
      edit          Compléter ou rectifier ce qui est connu d’équipements
      show          Afficher tout ce qui est connu d’un équipement
      list          Lister les équipements qui répondent à tous les critères donnés
      find          Trouver des équipements par tout ce qui les désigne, au fil de la frappe
      history       Lister les événements d’un équipement, du plus ancien au plus récent
      deploy        Affecter des équipements à un service
      move          Changer le service, le site ou l’affectataire d’équipements en service
      collect       Récupérer des équipements en service
      triage        Décider du sort d’équipements : reconditionner, recycler ou garder
      work          Enregistrer réparations, pièces, nettoyages et tests, ici ou chez un réparateur
      ready         Déclarer des équipements reconditionnés : fonctions testées, données effacées
      decommission  Réformer des équipements : l’organisation n’en a plus l’usage
      reinstate     Redonner un usage à des équipements réformés
      missing       Déclarer des équipements perdus ou volés
      found         Déclarer retrouvés des équipements manquants
      void          Annuler des événements, comme s’ils n’avaient pas eu lieu
      correct       Donner ses justes valeurs à un événement enregistré
      media         Tenir le compte des supports de stockage
      sanitize      Enregistrer l’effacement de supports
      evidence      Conserver les fichiers qui justifient ce qui est enregistré
      certificate   Écrire des certificats d’effacement, un document pour chaque chose nommée
      lot           Préparer, enregistrer et justifier les sorties
      party         Tenir les personnes et les organismes : affectataires, fournisseurs, preneurs
      label         Dessiner des étiquettes avec un code QR, au millimètre exact
      scan          Prendre une lecture de code après l’autre, chacune enregistrée avant la réponse
      import        Lire des équipements et des supports dans des fichiers, toutes les lignes ou aucune
      export        Exporter le registre, les équipements, supports, lots, tiers ou déchets sortants
      report        Imprimer les chiffres d’une période
      seal          Signer l’empreinte du registre, à garder là où le registre n’est pas
      backup        Copier le registre pendant qu’il sert, et relire la copie
      restore       Refaire d’une sauvegarde le registre
      verify        Vérifier tout le registre : chaîne, numérotation, et état comparé à une relecture
                    complète
      rebuild       Réécrire d’après le registre toutes les tables qui en découlent
      completions   Afficher ce qu’un interpréteur lit pour compléter les commandes
      man           Afficher la page de manuel d’une commande, ou les écrire toutes
      help          Afficher l’aide d’une commande

    Options :
          --db <CHEMIN|ADRESSE>  Utiliser cette base de données [$REBOND_DB]
          --lang <LANGUE>        Parler cette langue [$REBOND_LANG] [valeurs possibles : fr, en]
          --actor <NOM>          Enregistrer qui lance la commande, sinon le nom de session
                                 [$REBOND_ACTOR]
          --cmd <UUID>           Répéter cette commande, sans effet si elle est déjà enregistrée
          --json                 Répondre en JSON sur la sortie standard
          --quiet                Ne rien dire hors des données et des erreurs
          --color <QUAND>        Mettre en couleur [valeurs possibles : auto, always, never]
      -h, --help                 Afficher l’aide
      -V, --version              Afficher la version

    Là où un ÉQUIPEMENT est demandé, on donne un numéro d’inventaire, un alias, un numéro de série ou un
    code lu par une douchette ; « - » en lit un par ligne sur l’entrée standard. Plusieurs équipements
    font une seule transaction : tous ou aucun.
    Une date s’écrit AAAA-MM-JJ ou JJ/MM/AAAA.
    « rebond COMMANDE --help » en dit plus sur une commande.
    ");
}

#[test]
fn help_of_the_program_in_english() {
    insta::assert_snapshot!(page(Lang::En, "rebond --help"), @r"
    Follow every computer from its first day in service to its second life or its recycling

    Usage: rebond [OPTIONS] <COMMAND>

    Commands:
      init          Create the database
      demo          Build a whole town of our invention to look at, with its years of life
      policy        Read and set what the organisation has decided
      config        Read and set preferences, which change no figure
      add           Enter an asset into the record
      edit          Complete or put right what is known of assets
      show          Show everything known of an asset
      list          List the assets that satisfy every filter given
      find          Find assets by anything they are called by, as one types
      history       List the events of an asset, oldest first
      deploy        Give assets to a service
      move          Change the service, the site or the holder of assets in use
      collect       Take assets back from use
      triage        Decide what becomes of assets: recondition, recycle or keep
      work          Record repairs, parts, cleaning and tests, here or at a repairer’s
      ready         Declare assets reconditioned: every function tested, data removed
      decommission  Record that the organisation has no more use of assets
      reinstate     Find a use again for decommissioned assets
      missing       Declare assets lost or stolen
      found         Declare missing assets found
      void          Take events away, as if they had not been
      correct       Give a recorded event its right values
      media         Keep account of storage media
      sanitize      Record that data was removed from media
      evidence      Keep the files that prove what was recorded
      certificate   Write certificates of sanitisation, a document for each thing named
      lot           Prepare, ship and prove departures
      party         Keep people and organisations: holders, suppliers, takers
      label         Draw labels with a QR code, in exact millimetres
      scan          Take one scan after another, each recorded before it is answered
      import        Read assets and media from files, every row or none
      export        Write the log, assets, media, lots, parties or outgoing waste for other programs
      report        Print the figures of a period
      seal          Sign the head of the log, to be kept where the record is not
      backup        Copy the record while it is used, and read the copy back
      restore       Make a backup the record again
      verify        Check the whole record: chain, sequence, and state against a replay
      rebuild       Write every table beside the log again from it
      completions   Print what a shell reads to complete command lines
      man           Print the manual page of a command, or write all of them
      help          Print help on a command

    Options:
          --db <PATH|URL>  Use this database [$REBOND_DB]
          --lang <LANG>    Speak this language [$REBOND_LANG] [possible values: fr, en]
          --actor <NAME>   Record who runs the command; else the login name [$REBOND_ACTOR]
          --cmd <UUID>     Repeat this command, without effect if it is already recorded
          --json           Answer in JSON on standard output
          --quiet          Say nothing but data and errors
          --color <WHEN>   Use colours [possible values: auto, always, never]
      -h, --help           Print help
      -V, --version        Print the version

    Where ASSET is asked for, a tag, an alias, a serial or a scanned code is understood; “-” reads one a
    line from standard input. Several assets are one transaction: all or none.
    A date is typed YYYY-MM-DD.
    “rebond COMMAND --help” says more about a command.
    ");
}

#[test]
fn help_of_add_in_french() {
    insta::assert_snapshot!(page(Lang::Fr, "rebond add --help"), @r#"
    Enregistrer un équipement

    Usage : rebond add [OPTIONS] --kind <TYPE>

    Options :
          --kind <TYPE>          Type de l’équipement [valeurs possibles : laptop, desktop, mini_pc,
                                 all_in_one, workstation, thin_client, server, nas, tablet, smartphone,
                                 phone, monitor, printer, multifunction, projector, network, dock,
                                 peripheral, other]
          --tag <INVENTAIRE>     Numéro d’inventaire porté par son étiquette, sinon attribué
          --alias <ALIAS>        Autre nom sous lequel on le trouve ; peut être répété
          --manufacturer <NOM>   Fabricant
          --model <NOM>          Modèle
          --serial <SÉRIE>       Numéro de série du fabricant
          --purchased <DATE>     Jour de l’achat
          --price-ht <EUROS>     Prix hors taxes
          --supplier <TIERS>     Fournisseur
          --order <RÉFÉRENCE>    Référence de la commande
          --warranty <MOIS>      Durée de la garantie, en mois
          --first-use <DATE>     Jour de la première utilisation
          --manufactured <DATE>  Jour de la fabrication
          --mass <MASSE>         Masse en grammes, ou en kilogrammes comme 1,65kg
          --weee <CATÉGORIE>     Catégorie de DEEE, sinon celle de son type [valeurs possibles : 2, 4,
                                 5, 6]
          --security <NIVEAU>    Sécurité des informations qu’il a contenues [valeurs possibles : none,
                                 classified, specific]
          --acquired <MODE>      Mode d’acquisition [valeurs possibles : new, reconditioned, gift,
                                 leased, lent]
          --owner <TIERS>        Propriétaire, s’il est loué ou prêté
          --service <SERVICE>    Service qui l’utilise
          --site <SITE>          Site où il se trouve
          --holder <TIERS>       Affectataire, la personne qui l’utilise
          --state <ÉTAT>         État à l’entrée, sinon deployed si un service est donné, in_stock si
                                 aucun ne l’est [valeurs possibles : in_stock, deployed, collected,
                                 in_workshop, ready, set_aside, missing, departed]
          --on <DATE>            Jour où cela s’est passé, jamais dans le futur
          --note <TEXTE>         Ajouter une note, conservée à part et effaçable
          --evidence <FICHIER>   Fichier conservé comme pièce justificative, par son empreinte, de
                                 16 Mio au plus ; peut être répété

    Options communes :
          --db <CHEMIN|ADRESSE>  Utiliser cette base de données [$REBOND_DB]
          --lang <LANGUE>        Parler cette langue [$REBOND_LANG] [valeurs possibles : fr, en]
          --actor <NOM>          Enregistrer qui lance la commande, sinon le nom de session
                                 [$REBOND_ACTOR]
          --cmd <UUID>           Répéter cette commande, sans effet si elle est déjà enregistrée
          --json                 Répondre en JSON sur la sortie standard
          --quiet                Ne rien dire hors des données et des erreurs
          --color <QUAND>        Mettre en couleur [valeurs possibles : auto, always, never]
      -h, --help                 Afficher l’aide

    Sans --on, le jour est celui de l’achat, sinon celui de la première utilisation, sinon aujourd’hui.
      rebond add --kind laptop --manufacturer Dell --model "Latitude 5420" --purchased 01/09/2022
    "#);
}

#[test]
fn help_of_add_in_english() {
    insta::assert_snapshot!(page(Lang::En, "rebond add --help"), @r#"
    Enter an asset into the record

    Usage: rebond add [OPTIONS] --kind <KIND>

    Options:
          --kind <KIND>          Kind of the asset [possible values: laptop, desktop, mini_pc,
                                 all_in_one, workstation, thin_client, server, nas, tablet, smartphone,
                                 phone, monitor, printer, multifunction, projector, network, dock,
                                 peripheral, other]
          --tag <TAG>            Tag on its label; else one is generated
          --alias <ALIAS>        Other name it is found by; may be repeated
          --manufacturer <NAME>  Manufacturer
          --model <NAME>         Model
          --serial <SERIAL>      Serial number of the manufacturer
          --purchased <DATE>     Day it was bought
          --price-ht <EUR>       Price before tax
          --supplier <PARTY>     Who sold it
          --order <REF>          Reference of the order
          --warranty <MONTHS>    Length of the warranty, in months
          --first-use <DATE>     Day it was first used
          --manufactured <DATE>  Day it was made
          --mass <MASS>          Mass in grams, or in kilograms as 1.65kg
          --weee <CATEGORY>      WEEE category; else that of its kind [possible values: 2, 4, 5, 6]
          --security <LEVEL>     Security of the information it held [possible values: none, classified,
                                 specific]
          --acquired <HOW>       How it was acquired [possible values: new, reconditioned, gift, leased,
                                 lent]
          --owner <PARTY>        To whom it belongs, when it is leased or lent
          --service <SERVICE>    Service that uses it
          --site <SITE>          Site where it stands
          --holder <PARTY>       Person who uses it
          --state <STATE>        State in which it enters; else deployed if a service is given, in_stock
                                 if none [possible values: in_stock, deployed, collected, in_workshop,
                                 ready, set_aside, missing, departed]
          --on <DATE>            Day it happened; never in the future
          --note <TEXT>          Add a note, kept apart and erasable
          --evidence <FILE>      File kept as evidence of it, by its hash, at most 16 MiB; may be given
                                 again

    Common options:
          --db <PATH|URL>  Use this database [$REBOND_DB]
          --lang <LANG>    Speak this language [$REBOND_LANG] [possible values: fr, en]
          --actor <NAME>   Record who runs the command; else the login name [$REBOND_ACTOR]
          --cmd <UUID>     Repeat this command, without effect if it is already recorded
          --json           Answer in JSON on standard output
          --quiet          Say nothing but data and errors
          --color <WHEN>   Use colours [possible values: auto, always, never]
      -h, --help           Print help

    Without --on, the day is that of the purchase, else that of the first use, else today.
      rebond add --kind laptop --manufacturer Dell --model "Latitude 5420" --purchased 2022-09-01
    "#);
}

#[test]
fn help_of_lot_ship_in_french() {
    insta::assert_snapshot!(page(Lang::Fr, "rebond lot ship --help"), @r"
    Enregistrer le départ d’un lot, entier ou en partie

    Usage : rebond lot ship [OPTIONS] <LOT> [ÉQUIPEMENT]...

    Arguments :
      <LOT>            Numéro du lot, comme LOT-2026-0001
      [ÉQUIPEMENT]...  Équipements qui partent, le reste demeurant dans le lot ouvert ; tous si aucun
                       n’est nommé

    Options :
          --decommission        Réformer le même jour ce qui ne l’est pas encore
          --act <RÉFÉRENCE>     Référence de l’acte de cette réforme
          --bsd <BORDEREAU>     Numéro du bordereau de suivi des déchets (BSD)
          --no-bsd <MOTIF>      Motif de l’absence de bordereau
          --carrier <TIERS>     Transporteur
          --pop <RÉPONSE>       Présence de polluants organiques persistants (POP) [valeurs possibles :
                                yes, no]
          --mass <MASSE>        Masse du tout, en grammes, ou en kilogrammes comme 120kg
          --weighed             Déclarer que cette masse a été pesée
          --on <DATE>           Jour où cela s’est passé, jamais dans le futur
          --note <TEXTE>        Ajouter une note, conservée à part et effaçable
          --evidence <FICHIER>  Fichier conservé comme pièce justificative, par son empreinte, de 16 Mio
                                au plus ; peut être répété

    Options communes :
          --db <CHEMIN|ADRESSE>  Utiliser cette base de données [$REBOND_DB]
          --lang <LANGUE>        Parler cette langue [$REBOND_LANG] [valeurs possibles : fr, en]
          --actor <NOM>          Enregistrer qui lance la commande, sinon le nom de session
                                 [$REBOND_ACTOR]
          --cmd <UUID>           Répéter cette commande, sans effet si elle est déjà enregistrée
          --json                 Répondre en JSON sur la sortie standard
          --quiet                Ne rien dire hors des données et des erreurs
          --color <QUAND>        Mettre en couleur [valeurs possibles : auto, always, never]
      -h, --help                 Afficher l’aide

    Rien ne sort tant qu’un de ses supports n’est pas justifié.
      rebond lot ship LOT-2026-0001 --on 15/03/2026 --decommission --act 2026-DEL-041
    ");
}

#[test]
fn help_of_lot_ship_in_english() {
    insta::assert_snapshot!(page(Lang::En, "rebond lot ship --help"), @"
    Record that a lot left, whole or in part

    Usage: rebond lot ship [OPTIONS] <LOT> [ASSET]...

    Arguments:
      <LOT>       Number of the lot, as LOT-2026-0001
      [ASSET]...  Assets that leave; the rest stay in the open lot; all if none is named

    Options:
          --decommission     Decommission the same day what is not yet
          --act <REF>        Reference of the act of that decommissioning
          --bsd <BSD>        Number of the waste-tracking slip (BSD)
          --no-bsd <REASON>  Why there is no waste-tracking slip
          --carrier <PARTY>  Who carries it
          --pop <ANSWER>     Whether it holds persistent organic pollutants (POP) [possible values: yes,
                             no]
          --mass <MASS>      Mass of the whole, in grams, or in kilograms as 120kg
          --weighed          Declare that this mass was put on scales
          --on <DATE>        Day it happened; never in the future
          --note <TEXT>      Add a note, kept apart and erasable
          --evidence <FILE>  File kept as evidence of it, by its hash, at most 16 MiB; may be given
                             again

    Common options:
          --db <PATH|URL>  Use this database [$REBOND_DB]
          --lang <LANG>    Speak this language [$REBOND_LANG] [possible values: fr, en]
          --actor <NAME>   Record who runs the command; else the login name [$REBOND_ACTOR]
          --cmd <UUID>     Repeat this command, without effect if it is already recorded
          --json           Answer in JSON on standard output
          --quiet          Say nothing but data and errors
          --color <WHEN>   Use colours [possible values: auto, always, never]
      -h, --help           Print help

    Nothing leaves while one of its media is not accounted for.
      rebond lot ship LOT-2026-0001 --on 2026-03-15 --decommission --act 2026-DEL-041
    ");
}

#[test]
fn help_is_the_same_by_any_way() {
    let wanted = page(Lang::Fr, "rebond lot ship --help");
    for line in [
        "rebond lot ship -h",
        "rebond help lot ship",
        "rebond --json lot --db lot ship --help",
        "rebond lot ship L A --help",
    ] {
        assert_eq!(page(Lang::Fr, line), wanted, "{line}");
    }
    assert_eq!(page(Lang::En, "rebond help"), page(Lang::En, "rebond --help"));
}

"""The template library of the demo site: seven templates that a municipality can use at once.

``TEMPLATE_ITEMS`` is a list of dicts with the keys

``uid``          stable ASCII slug
``title``        also the only h1 of the document
``description``  one or two sentences for the list
``version``      text
``owner``        the function that looks after the template
``filename``     ends in .docx
``format_note``  about the format, shown beside the file
``document``     list of (kind, value), made into a Word file by ``demo/documents.py``:

    ("h1", text), ("h2", text), ("p", text)
    ("list", [text]), ("checklist", [text])
    ("table", {"caption": text, "columns": [text], "rows": [[text]]})

An empty text in a table is a cell to fill in. The first column always has text, for it tells
what the row is about.
"""

FORMAT_NOTE = "Word-dokument med rubriker, tabellrubriker och angivet språk."
PLAN_NOTE = "När planerna skrivs på webbplatsen fyller ni i dem där. Tills dess använder ni mallen."


def _form(caption, *labels):
    """A table with one row for each thing to fill in."""
    return (
        "table",
        {"caption": caption, "columns": ["Uppgift", "Ert svar"], "rows": [[label, ""] for label in labels]},
    )


def _grid(caption, columns, row_names):
    """A table to fill in whose rows already have a name in the first column."""
    empty = [""] * (len(columns) - 1)
    return ("table", {"caption": caption, "columns": columns, "rows": [[name, *empty] for name in row_names]})


OBJECT_PLAN = [
    ("h1", "Objektplan"),
    (
        "p",
        "Den här mallen hjälper er i objektledarparet att skriva objektets plan för ett år. När planerna skrivs på "
        "webbplatsen fyller ni i dem där. Tills dess använder ni mallen.",
    ),
    (
        "p",
        "Räkna med två timmar för ett första utkast. Skriv kort. Lämna hellre en rad tom än att fylla den med en gissning.",
    ),
    _form("Planens grunduppgifter", "Objekt", "Objektkod", "År", "Version", "Datum"),
    ("h2", "1. Sammanfattning"),
    (
        "p",
        "Beskriv planen så att en ny chef förstår den på en minut. Skriv högst 1 500 tecken. Ta med det viktigaste målet, den "
        "största förändringen och vad allt kostar.",
    ),
    _form("Sammanfattning", "Det viktigaste i år", "Den största förändringen", "Total budget i tkr"),
    ("h2", "2. Objektet och dess gränser"),
    ("p", "Utgå från objektets sida på webbplatsen. Kontrollera att texten där fortfarande stämmer."),
    _form("Objektets gränser", "Verksamhet som objektet stödjer", "Det här ingår", "Det här ingår inte"),
    ("h2", "3. Organisation och roller"),
    ("p", "Skriv ”vakant” om ingen har rollen. En tom ruta betyder att ni inte vet."),
    (
        "table",
        {
            "caption": "Roller i objektet",
            "columns": ["Roll", "Namn", "Enhet", "Ersättare"],
            "rows": [
                ["Objektägare", "", "", ""],
                ["Objektledare verksamhet", "", "", ""],
                ["Objektledare IT", "", "", ""],
            ],
        },
    ),
    ("h2", "4. Nuläge och förra årets resultat"),
    (
        "p",
        "Vad blev klart, vad blev inte klart och varför? Skriv också vad ni har lärt er. Hämta siffrorna från uppföljningen av K4.",
    ),
    _form("Förra året", "Det här blev klart", "Det här blev inte klart, och därför", "Det här har vi lärt oss"),
    ("h2", "5. Förutsättningar"),
    ("p", "Vad styr planen utifrån? Ta bara med det som påverkar vad ni gör eller vad det kostar."),
    _form("Det som styr planen", "Kommunens och nämndens mål", "Budgetdirektiv", "Lagkrav", "Annat"),
    ("h2", "6. Mål"),
    (
        "p",
        "Skriv mellan ett och sju mål. Ett mål beskriver ett läge, inte en aktivitet. Varje mål behöver ett mått, ett värde i dag "
        "och ett värde som ni vill nå. Exempel: andelen digitala ansökningar ska gå från 70 till 90 procent.",
    ),
    _grid("Årets mål", ["Nr", "Mål", "Mått", "Värde i dag", "Värde vid årets slut"], ["1", "2", "3", "4", "5"]),
    ("h2", "7. Vidmakthållande"),
    (
        "p",
        "Här står arbete som behåller dagens funktion, kvalitet och säkerhet. Licenser och drift behöver ingen aktivitet. Summan av "
        "aktiviteterna får inte vara större än budgeten för vidmakthållande.",
    ),
    _grid(
        "Aktiviteter för vidmakthållande",
        ["Nr", "Aktivitet", "System", "Ansvarig roll", "Kvartal", "Budget i tkr"],
        ["1", "2", "3"],
    ),
    ("h2", "8. Vidareutveckling i år och på sikt"),
    (
        "p",
        "Här står arbete som ger en ny eller tydligt förändrad förmåga. Varje aktivitet i år hör till ett mål. Summan av årets "
        "aktiviteter ska vara lika stor som budgeten för vidareutveckling.",
    ),
    _grid(
        "Aktiviteter för vidareutveckling i år",
        ["Nr", "Aktivitet", "Mål nr", "Ansvarig roll", "Kvartal", "Budget i tkr"],
        ["1", "2", "3", "4"],
    ),
    (
        "p",
        "Initiativ på sikt är förändringar som ni vill göra senare. Uppskatta grovt. De räknas inte in i årets budget.",
    ),
    _grid("Initiativ på sikt", ["Nr", "Initiativ", "År", "Grov uppskattning i tkr"], ["1", "2"]),
    ("h2", "9. Budget"),
    (
        "p",
        "Skriv hela tusental kronor, tkr. Skriv 0 om det inte kostar något och lämna tomt om ni inte vet ännu. Jämför alltid med "
        "förra året och förklara stora skillnader.",
    ),
    (
        "table",
        {
            "caption": "Budget i tkr",
            "columns": ["Kostnadsslag", "Vidmakthållande", "Vidareutveckling", "Summa", "Förra året"],
            "rows": [
                ["Licenser och avtal", "", "", "", ""],
                ["Drift", "", "", "", ""],
                ["Intern tid", "", "", "", ""],
                ["Konsulter", "", "", "", ""],
                ["Utbildning och övrigt", "", "", "", ""],
                ["Summa", "", "", "", ""],
            ],
        },
    ),
    ("h2", "10. System och avtal"),
    ("p", "Ta med alla system i objektet. Kontrollera särskilt avtal som går ut under året."),
    _grid(
        "Objektets system",
        ["Nr", "System", "Läge i livscykeln", "Leverantör", "Avtalet slutar", "Sista dag att säga upp"],
        ["1", "2", "3", "4"],
    ),
    ("h2", "11. Informationssäkerhet, dataskydd och arkiv"),
    (
        "p",
        "Skriv vad ni ska göra under året. Skriv inte ut hur informationen är klassad eller hur den skyddas, för planen är "
        "offentlig när den har beslutats.",
    ),
    (
        "checklist",
        [
            "Alla system är klassade under de senaste tolv månaderna.",
            "Alla behandlingar av personuppgifter finns i behandlingsregistret.",
            "Alla leverantörer som behandlar personuppgifter har ett biträdesavtal.",
            "Alla system har en plan för vad som ska bevaras och gallras.",
            "Vi har provat att läsa tillbaka säkerhetskopior under året.",
        ],
    ),
    _form("Det vi ska göra", "Informationssäkerhet", "Dataskydd", "Bevarande och gallring"),
    ("h2", "12. Risker och åtgärder"),
    (
        "p",
        "Sätt sannolikhet och konsekvens mellan 1 och 4 och multiplicera dem. Är riskvärdet 8 eller högre behöver risken en åtgärd "
        "och en ansvarig.",
    ),
    _grid(
        "Risker",
        ["Nr", "Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Åtgärd", "Ansvarig roll"],
        ["1", "2", "3"],
    ),
    ("h2", "13. Intressenter och forum"),
    ("p", "Vilka påverkas av planen, och var möter ni dem? Ett forum utan uppgift kan ni stryka."),
    _grid("Intressenter", ["Nr", "Intressent", "Det här vill de", "Så når vi dem"], ["1", "2", "3"]),
    _grid("Forum", ["Nr", "Forum", "Deltagare", "Hur ofta"], ["1", "2"]),
    ("h2", "14. Så följer vi upp planen"),
    ("p", "Planen följs upp varje kvartal. Tiderna kommer från årshjulet."),
    (
        "table",
        {
            "caption": "Uppföljning under året",
            "columns": ["Period", "Klar senast", "Ansvariga"],
            "rows": [
                ["K1", "15 april", "Objektledarparet"],
                ["K2", "15 augusti", "Objektledarparet"],
                ["K3", "15 oktober", "Objektledarparet"],
                ["K4", "31 januari året efter", "Objektledarparet"],
            ],
        },
    ),
    ("h2", "15. Beslut och versioner"),
    (
        "p",
        "Båda objektledarna godkänner samma text. Sedan beslutar objektägaren. Ändras texten efter ett godkännande måste båda "
        "godkänna på nytt.",
    ),
    (
        "table",
        {
            "caption": "Godkännande och beslut",
            "columns": ["Roll", "Namn", "Datum", "Godkänner eller beslutar"],
            "rows": [
                ["Objektledare verksamhet", "", "", "Godkänner"],
                ["Objektledare IT", "", "", "Godkänner"],
                ["Objektägare", "", "", "Beslutar"],
            ],
        },
    ),
    _grid("Versioner", ["Version", "Datum", "Det här har ändrats", "Därför"], ["1", "2"]),
    ("p", "När planen är beslutad ska den diarieföras. Skicka den till registrator och skriv diarienumret i planen."),
]

FOLLOW_UP = [
    ("h1", "Kvartalsuppföljning"),
    (
        "p",
        "Fyll i uppföljningen tillsammans i paret. Räkna med en timme. Mallen passar också när ni går igenom "
        "läget på ett möte.",
    ),
    _form("Uppföljningens grunduppgifter", "Objekt", "År", "Period (K1, K2, K3 eller K4)", "Ifylld av", "Datum"),
    ("h2", "Läget i korthet"),
    ("p", "Skriv tre meningar till objektägaren: vad går bra, vad går inte bra och vad behöver ägaren besluta?"),
    _form("Läget i korthet", "Det här går bra", "Det här går inte bra", "Det här behöver objektägaren besluta"),
    ("h2", "Pengar"),
    (
        "p",
        "Skriv utfallet från årets början till periodens slut, i tkr. Prognosen gäller hela året. Avvikelsen är prognosen minus "
        "budgeten. Ett minustecken betyder att ni tror på en lägre kostnad än budgeten.",
    ),
    (
        "table",
        {
            "caption": "Budget, utfall och prognos i tkr",
            "columns": ["Typ", "Budget för året", "Utfall hittills", "Prognos för året", "Avvikelse"],
            "rows": [
                ["Vidmakthållande", "", "", "", ""],
                ["Vidareutveckling", "", "", "", ""],
                ["Summa", "", "", "", ""],
            ],
        },
    ),
    (
        "table",
        {
            "caption": "Så sätter ni färg på avvikelsen",
            "columns": ["Färg", "Avvikelse uppåt eller nedåt", "Det här gör ni"],
            "rows": [
                ["Grön", "Högst 2 procent", "Fortsätt enligt planen."],
                ["Gul", "Mer än 2 men högst 5 procent", "Skriv kort vad det beror på."],
                ["Röd", "Mer än 5 procent", "Skriv en analys och föreslå vad som ska göras."],
            ],
        },
    ),
    ("p", "En analys behövs också när avvikelsen är större än 500 tkr, vilken färg den än har."),
    _form("Analys av avvikelsen", "Orsak", "Följder för målen", "Förslag till åtgärd", "Ansvarig roll"),
    ("h2", "Mål"),
    ("p", "Skriv det senaste värdet för varje mått. Har ni inget nytt värde skriver ni när det kommer."),
    _grid(
        "Läget för målen",
        ["Mål nr", "Mått", "Värde nu", "Värde vid årets slut", "Trend", "Kommentar"],
        ["1", "2", "3", "4"],
    ),
    ("h2", "Aktiviteter"),
    (
        "p",
        "Använd orden ej startad, pågår, klar, försenad, pausad eller utgår. Skriv en kommentar för allt som är försenat.",
    ),
    _grid("Läget för aktiviteterna", ["Nr", "Aktivitet", "Läge", "Kommentar"], ["1", "2", "3", "4", "5"]),
    ("h2", "Risker"),
    ("p", "Gå igenom planens risker. Har något ändrats, eller har ni fått en ny risk?"),
    _grid("Risker som har ändrats", ["Nr", "Risk", "Riskvärde nu", "Åtgärd"], ["1", "2", "3"]),
    ("h2", "Innan ni lämnar in"),
    (
        "checklist",
        [
            "Utfallet är hämtat från ekonomisystemet.",
            "Prognosen är vår egen bedömning och inte bara budgeten igen.",
            "Båda i paret har läst hela uppföljningen.",
            "Varje röd eller försenad rad har en åtgärd och en ansvarig roll.",
            "Texten innehåller inget känsligt om säkerhet eller personer.",
        ],
    ),
    ("h2", "Objektägarens svar"),
    ("p", "Objektägaren godkänner uppföljningen eller lämnar tillbaka den med en kommentar."),
    _form("Objektägarens svar", "Godkänd eller tillbaka", "Kommentar", "Namn", "Datum"),
    (
        "p",
        "En godkänd uppföljning ändras inte i efterhand. Behöver något rättas skriver ni en rättelse och berättar varför.",
    ),
]

APPOINTMENT = [
    ("h1", "Uppdragsbrev för roll"),
    (
        "p",
        "Använd brevet när någon får en roll i ett objekt. Brevet visar vad uppdraget innebär, hur mycket tid det får ta och vem som "
        "ger stöd. Gå igenom det tillsammans innan ni skriver under.",
    ),
    _form(
        "Uppdraget",
        "Namn",
        "Roll",
        "Objekt eller system",
        "Börjar gälla",
        "Gäller till (lämna tomt om inget slut är bestämt)",
        "Tid i procent av en heltid eller timmar per månad",
        "Ersättare",
    ),
    ("h2", "Det här ingår"),
    ("p", "Börja med texten i rollguiden på webbplatsen. Skriv sedan det som är särskilt för just det här uppdraget."),
    _form("Innehåll", "Uppdraget i en mening", "Du får besluta om", "Du ska göra", "Du samarbetar med"),
    ("h2", "Hur mycket tid rollen brukar ta"),
    (
        "table",
        {
            "caption": "Riktvärden för tid",
            "columns": ["Roll", "Vanlig tid"],
            "rows": [
                ["Objektägare", "2–4 timmar i månaden"],
                ["Objektledare verksamhet", "10–30 procent"],
                ["Objektledare IT", "10–30 procent"],
                ["Systemspecialist verksamhet", "5–20 procent för varje system"],
                ["Systemspecialist IT", "5–20 procent för varje system"],
            ],
        },
    ),
    (
        "p",
        "Avtala om vad som ska lämnas till någon annan för att tiden ska räcka. Ett uppdrag utan tid blir inte gjort.",
    ),
    ("h2", "Stöd till den som är ny"),
    (
        "checklist",
        [
            "Du har läst om modellen och guiden för din roll.",
            "Du vet när du ska gå grundutbildningen.",
            "Du har träffat den som hade rollen före dig.",
            "Du har läst objektets senaste plan och uppföljning.",
            "Du har rätt behörigheter och finns i systemförteckningen.",
            "Din chef och objektägaren vet när du börjar.",
        ],
    ),
    ("h2", "När uppdraget slutar"),
    (
        "p",
        "Säg till objektägaren minst tre månader i förväg om du kan. Lämna över dokument, kontakter och det som är på gång. Rollen "
        "blir vakant tills någon annan har utsetts.",
    ),
    ("h2", "Underskrifter"),
    (
        "p",
        "Objektägaren utses av sin chef. Objektägaren utser de två objektledarna. Objektledarna utser specialister, var och en på sin "
        "sida. Närmaste chef godkänner tiden.",
    ),
    _grid(
        "Underskrifter",
        ["Vem", "Namn", "Datum", "Underskrift"],
        ["Den som utser", "Den som får rollen", "Närmaste chef"],
    ),
    ("p", "Spara brevet enligt era rutiner och meddela modellförvaltaren, så att rollen syns på rätt ställen."),
]

FORUM_AGENDA = [
    ("h1", "Agenda för objektforum"),
    (
        "p",
        "Objektforum är mötet där ni stämmer av arbetet i objektet och förbereder beslut. En timme räcker om alla har läst "
        "underlaget. Skicka agendan en vecka före mötet.",
    ),
    _form("Mötet", "Objekt", "Datum och tid", "Plats eller länk", "Mötesledare", "Den som antecknar", "Deltagare"),
    ("h2", "Dagordning"),
    ("p", "Tiderna är förslag för ett möte på 60 minuter. Stryk punkter som inte behövs."),
    (
        "table",
        {
            "caption": "Dagordning med tider",
            "columns": ["Punkt", "Innehåll", "Vem", "Minuter"],
            "rows": [
                ["1", "Vi börjar. Är det något som ska läggas till?", "Mötesledare", "5"],
                ["2", "Det vi bestämde förra gången. Är det gjort?", "Mötesledare", "5"],
                ["3", "Läget i planen: mål, aktiviteter och pengar", "Objektledarparet", "15"],
                ["4", "Läget i systemen: drift, fel och nya versioner", "Systemspecialister", "10"],
                ["5", "Nya behov och ändringar som någon vill ha", "Objektledare verksamhet", "10"],
                ["6", "Risker, säkerhet och avtal som snart går ut", "Objektledare IT", "5"],
                ["7", "Beslut och det som ska till objektägaren", "Objektledarparet", "5"],
                ["8", "Vem gör vad till när? Nästa möte", "Mötesledare", "5"],
            ],
        },
    ),
    ("h2", "Förbered er"),
    (
        "checklist",
        [
            "Underlaget är skickat minst en vecka i förväg.",
            "Alla punkter har någon som håller i dem.",
            "Det framgår vilka punkter som gäller beslut.",
            "Både verksamheten och IT är på plats.",
            "Mötet går att följa på distans och lokalen är tillgänglig.",
        ],
    ),
    ("h2", "Beslut"),
    (
        "p",
        "Forumet kan prioritera inom den beslutade budgeten. Ändrar ni mål, budget eller större aktiviteter behöver objektägaren "
        "besluta om en ny version av planen.",
    ),
    _grid("Beslut på mötet", ["Nr", "Beslut", "Beslutat av", "Gäller från"], ["1", "2", "3"]),
    ("h2", "Att göra"),
    _grid("Att göra till nästa möte", ["Nr", "Uppgift", "Ansvarig", "Klart senast"], ["1", "2", "3", "4"]),
    ("h2", "Utvärdera mötet"),
    (
        "p",
        "Fråga varandra två gånger om året om mötet behövs, om rätt personer är med och om ni beslutar i rätt forum.",
    ),
]

INVENTORY_QUESTIONS = [
    ("h1", "Frågelista för systeminventering"),
    (
        "p",
        "Med listan samlar ni in det vi behöver veta om varje system. Svara för ett system i taget. Det tar ungefär 15 minuter. Du "
        "som är systemspecialist från verksamheten svarar, gärna tillsammans med specialisten från IT.",
    ),
    (
        "p",
        "Svara ”Vet inte” när du inte vet. Det är alltid ett godkänt svar, och vi tar reda på resten tillsammans. Ett gissat svar är "
        "svårare att hitta och rätta.",
    ),
    _form("Om svaret", "Systemets id, om du känner till det", "Den som svarar", "Datum"),
    ("h2", "Om systemet"),
    (
        "table",
        {
            "caption": "Frågor om systemet",
            "columns": ["Fråga", "Så svarar du", "Ditt svar"],
            "rows": [
                [
                    "1. Vad heter systemet?",
                    "Skriv det namn ni använder till vardags och andra namn som förekommer.",
                    "",
                ],
                ["2. Vad används det till?", "Beskriv med två meningar vem som gör vad i systemet.", ""],
                [
                    "3. Vilken typ är det?",
                    "Välj verksamhetssystem, stödsystem, e-tjänst, plattform, infrastruktur eller uppkopplad utrustning.",
                    "",
                ],
                [
                    "4. Var i livscykeln är det?",
                    "Välj planerat, införs, i drift, under avveckling eller avvecklat.",
                    "",
                ],
                [
                    "5. Hur drivs det?",
                    "Välj egen drift, extern drift, molntjänst för användare eller molnplattform.",
                    "",
                ],
            ],
        },
    ),
    ("h2", "Om ansvaret"),
    (
        "table",
        {
            "caption": "Frågor om ansvaret",
            "columns": ["Fråga", "Så svarar du", "Ditt svar"],
            "rows": [
                ["6. Vilket objekt hör systemet till?", "Ett system hör till ett objekt i taget.", ""],
                [
                    "7. Vem är systemägare?",
                    "Har ingen särskild person utsetts är det objektägaren.",
                    "",
                ],
                [
                    "8. Vem är systemspecialist från verksamheten?",
                    "Skriv ”vakant” om ingen har rollen.",
                    "",
                ],
                ["9. Vem är systemspecialist från IT?", "Skriv ”vakant” om ingen har rollen.", ""],
            ],
        },
    ),
    ("h2", "Om informationen"),
    (
        "p",
        "Skriv inget om hur systemet är skyddat. Det tar ni i klassningen, där bara behöriga kan läsa.",
    ),
    (
        "table",
        {
            "caption": "Frågor om informationen",
            "columns": ["Fråga", "Så svarar du", "Ditt svar"],
            "rows": [
                [
                    "10. Hur viktigt är systemet för verksamheten?",
                    "Välj låg, medel, hög eller kritisk och tänk på ett avbrott under en arbetsdag.",
                    "",
                ],
                [
                    "11. Finns det personuppgifter?",
                    "Välj inga, vanliga, extra skyddsvärda eller känsliga.",
                    "",
                ],
                [
                    "12. Finns behandlingen i behandlingsregistret?",
                    "Skriv numret eller länken till registret.",
                    "",
                ],
                [
                    "13. Finns det en plan för vad som ska bevaras och gallras?",
                    "Välj plan finns, plan saknas eller utreds.",
                    "",
                ],
            ],
        },
    ),
    ("h2", "Om pengar och leverantör"),
    (
        "table",
        {
            "caption": "Frågor om pengar och leverantör",
            "columns": ["Fråga", "Så svarar du", "Ditt svar"],
            "rows": [
                [
                    "14. Vad kostar systemet på ett år?",
                    "Räkna licenser, avtal och drift i hela tkr, men inte er egen tid.",
                    "",
                ],
                ["15. Vem levererar, och när slutar avtalet?", "Skriv leverantör, slutdatum och uppsägningstid.", ""],
            ],
        },
    ),
    ("h2", "Saknas något system?"),
    (
        "p",
        "Använder ni något annat för att klara jobbet, till exempel ett kalkylark, en app eller en egen databas? Skriv upp det här. "
        "Du blir inte av med det, men vi behöver känna till det.",
    ),
    _grid(
        "Annat som ni använder", ["Nr", "Namn", "Vad ni använder det till", "Vem som kan berätta mer"], ["1", "2", "3"]
    ),
    (
        "p",
        "Tack för hjälpen. Skicka svaret till digitaliseringsenheten, som hör av sig om något är oklart.",
    ),
]

NEW_SYSTEM = [
    ("h1", "Checklista för nytt system"),
    (
        "p",
        "Gå igenom listan när ni funderar på att skaffa ett nytt system eller en ny tjänst. Den gäller även gratistjänster. Börja "
        "tidigt: det som glöms före avtalet är dyrt att rätta efteråt.",
    ),
    _form("Om systemet", "Behov i en mening", "Objekt", "Ansvarig objektledare", "Datum"),
    ("h2", "Innan ni bestämmer er"),
    (
        "checklist",
        [
            "Behovet är beskrivet tillsammans med dem som ska använda systemet.",
            "Vi har kontrollerat i systemförteckningen att inget befintligt system klarar behovet.",
            "Nyttan är beskriven och går att mäta.",
            "Hela kostnaden är räknad: införande, licenser, drift, integrationer, utbildning och avveckling.",
            "Det är bestämt vilket objekt systemet ska höra till.",
            "Båda objektledarna är överens.",
            "Objektägaren har beslutat, och aktiviteten finns i planen.",
        ],
    ),
    ("h2", "Krav och upphandling"),
    (
        "checklist",
        [
            "Informationen är klassad, så att kraven på säkerhet blir rätt.",
            "Det är utrett om systemet behandlar personuppgifter och om en konsekvensbedömning behövs.",
            "Kraven på digital tillgänglighet finns med och ska kontrolleras före godkännande.",
            "Kraven på inloggning, behörigheter och loggning finns med.",
            "Det är klart vilka integrationer som behövs och vem som bygger dem.",
            "Det framgår var informationen lagras.",
            "Det framgår hur vi får ut vår information när avtalet slutar, i vilket format och till vilket pris.",
            "Det är utrett om systemet använder AI och vilka regler som då gäller.",
            "Inköp har varit med.",
        ],
    ),
    ("h2", "Avtal"),
    (
        "checklist",
        [
            "Avtalet anger servicenivå, pris, längd och uppsägningstid.",
            "Avtalet beskriver vad som gäller när det slutar.",
            "Ett personuppgiftsbiträdesavtal är påskrivet, om det behövs.",
            "Avtalet är diariefört och finns i avtalsregistret.",
        ],
    ),
    ("h2", "Före start"),
    (
        "checklist",
        [
            "Systemspecialister från verksamheten och IT är utsedda.",
            "Systemet finns i systemförteckningen med läget ”införs”.",
            "Behandlingen finns i behandlingsregistret.",
            "Det finns en plan för vad som ska bevaras och gallras.",
            "Verksamheten har testat, även med hjälpmedel.",
            "Säkerhetskopior är provade, och det finns en rutin för avbrott.",
            "Användarna har fått information och utbildning.",
            "Det är klart var användarna får hjälp.",
        ],
    ),
    ("h2", "Efter start"),
    (
        "checklist",
        [
            "Läget i systemförteckningen är ändrat till ”i drift”.",
            "Det system som ersätts har en plan för avveckling.",
            "Nyttan följs upp efter sex månader.",
        ],
    ),
    ("h2", "Beslut"),
    _grid(
        "Godkännande och beslut",
        ["Roll", "Namn", "Datum", "Kommentar"],
        ["Objektledare verksamhet", "Objektledare IT", "Objektägare"],
    ),
    ("p", "Spara listan tillsammans med beslutet. Hoppar ni över en punkt skriver ni varför i kommentaren."),
]

DECOMMISSIONING = [
    ("h1", "Checklista för avveckling"),
    (
        "p",
        "Ett system är inte avslutat bara för att ingen loggar in. Information, avtal och behörigheter måste tas om hand. Börja minst "
        "sex månader före sista dagen, och tidigare om uppsägningstiden är lång.",
    ),
    _form(
        "Om avvecklingen",
        "System",
        "System-id",
        "Objekt",
        "Ansvarig objektledare",
        "Ersätts av",
        "Sista dag i drift",
        "Sista dag att säga upp avtalet",
    ),
    ("h2", "Planera"),
    (
        "checklist",
        [
            "Objektägaren har beslutat om avvecklingen, och den finns i objektplanen.",
            "Läget i systemförteckningen är ändrat till ”under avveckling”.",
            "Alla som använder systemet är kända och har fått veta vad som händer.",
            "Alla integrationer till och från systemet är kartlagda.",
            "Det är klart hur arbetet ska göras när systemet är borta.",
        ],
    ),
    ("h2", "Information och arkiv"),
    (
        "p",
        "Rådgör med arkivarien innan något tas bort. Allmänna handlingar får bara gallras när det finns ett beslut som tillåter det.",
    ),
    (
        "checklist",
        [
            "Det är bestämt vad som ska flyttas, bevaras och gallras.",
            "Det finns ett gällande gallringsbeslut för det som ska förstöras.",
            "Information som ska flyttas är flyttad och kontrollerad i det nya systemet.",
            "Information som ska bevaras är överlämnad i ett format som arkivet har godkänt.",
            "Pågående ärenden och begäran om handlingar går att hantera under tiden.",
        ],
    ),
    ("h2", "Teknik och behörigheter"),
    (
        "checklist",
        [
            "Integrationerna är avstängda, och mottagarna fungerar utan dem.",
            "Alla konton och behörigheter är borttagna, även tekniska konton.",
            "Länkar till systemet är borttagna från webbplatser, guider och e-tjänster.",
            "Servrar, certifikat, domäner och licenser är avslutade.",
            "Säkerhetskopiorna är borttagna enligt plan.",
        ],
    ),
    ("h2", "Avtal och leverantör"),
    (
        "checklist",
        [
            "Avtalet är uppsagt i tid, och uppsägningen är diarieförd.",
            "Leverantören har lämnat ut vår information.",
            "Leverantören har intygat att våra uppgifter är raderade.",
            "Biträdesavtalet är avslutat.",
            "Den sista fakturan är kontrollerad.",
        ],
    ),
    ("h2", "Avsluta"),
    (
        "checklist",
        [
            "Behandlingsregistret är uppdaterat.",
            "Läget i systemförteckningen är ändrat till ”avvecklat”, och datum är ifyllt.",
            "Budgeten för nästa år är ändrad.",
            "Specialisternas uppdrag är avslutade.",
            "Erfarenheterna är nedskrivna och visade i objektforum.",
        ],
    ),
    ("h2", "Det som vi valde att inte göra"),
    _grid("Punkter som vi hoppade över", ["Nr", "Punkt", "Därför", "Beslutat av"], ["1", "2", "3"]),
    ("h2", "Godkännande"),
    (
        "table",
        {
            "caption": "Godkännande av avvecklingen",
            "columns": ["Roll", "Namn", "Datum", "Godkänner att"],
            "rows": [
                ["Objektledare verksamhet", "", "", "verksamheten klarar sig utan systemet"],
                ["Objektledare IT", "", "", "teknik, konton och avtal är avslutade"],
                ["Arkivarie", "", "", "informationen är omhändertagen"],
                ["Objektägare", "", "", "systemet är avvecklat"],
            ],
        },
    ),
    ("p", "Spara listan tillsammans med beslutet och skicka båda till registrator."),
]

TEMPLATE_ITEMS = [
    {
        "uid": "objektplan",
        "title": "Objektplan",
        "description": "Årets plan för ett objekt i femton delar, från sammanfattning till beslut. Med hjälptext till varje del.",
        "version": "2.0",
        "owner": "Modellförvaltare",
        "filename": "objektplan.docx",
        "format_note": f"{FORMAT_NOTE} {PLAN_NOTE}",
        "document": OBJECT_PLAN,
    },
    {
        "uid": "kvartalsuppfoljning",
        "title": "Kvartalsuppföljning",
        "description": "Avstämning av pengar, mål, aktiviteter och risker för ett kvartal, med gränser för grönt, gult och rött.",
        "version": "3.0",
        "owner": "Modellförvaltare",
        "filename": "kvartalsuppfoljning.docx",
        "format_note": FORMAT_NOTE,
        "document": FOLLOW_UP,
    },
    {
        "uid": "uppdragsbrev",
        "title": "Uppdragsbrev för roll",
        "description": "Brev till den som får en roll i ett objekt. Det visar vad uppdraget innebär, tiden och vem som ger stöd.",
        "version": "1.1",
        "owner": "Modellförvaltare",
        "filename": "uppdragsbrev.docx",
        "format_note": FORMAT_NOTE,
        "document": APPOINTMENT,
    },
    {
        "uid": "agenda-objektforum",
        "title": "Agenda för objektforum",
        "description": "Dagordning på en timme för mötet där objektets parter stämmer av arbetet och förbereder beslut.",
        "version": "1.2",
        "owner": "Modellförvaltare",
        "filename": "agenda-objektforum.docx",
        "format_note": FORMAT_NOTE,
        "document": FORUM_AGENDA,
    },
    {
        "uid": "fragelista-systeminventering",
        "title": "Frågelista för systeminventering",
        "description": "Femton frågor om ett system, med råd om hur du svarar. ”Vet inte” är alltid ett godkänt svar.",
        "version": "1.0",
        "owner": "Modellförvaltare",
        "filename": "fragelista-systeminventering.docx",
        "format_note": FORMAT_NOTE,
        "document": INVENTORY_QUESTIONS,
    },
    {
        "uid": "checklista-nytt-system",
        "title": "Checklista för nytt system",
        "description": "Det ni behöver tänka på före beslut, i upphandlingen, i avtalet och vid start av ett nytt system.",
        "version": "1.3",
        "owner": "Digitaliseringsenheten",
        "filename": "checklista-nytt-system.docx",
        "format_note": FORMAT_NOTE,
        "document": NEW_SYSTEM,
    },
    {
        "uid": "checklista-avveckling",
        "title": "Checklista för avveckling",
        "description": "Det ni behöver göra med information, avtal, teknik och behörigheter när ett system ska avslutas.",
        "version": "1.1",
        "owner": "Digitaliseringsenheten",
        "filename": "checklista-avveckling.docx",
        "format_note": FORMAT_NOTE,
        "document": DECOMMISSIONING,
    },
]

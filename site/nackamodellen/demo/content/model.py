"""Text of the page that describes the model: twelve sections in Swedish (/modellen/) and in English (/en/model/).

Every section has a heading and a body, a list of (block type, raw value). Site paths in links are made page links by the loader.
"""

from .pictures import FORUM

MODEL = {
    "title": "Om modellen",
    "slug": "modellen",
    "kicker": "Systemförvaltning",
    "lead": (
        "Nackamodellen är vårt gemensamma sätt att sköta och utveckla kommunens digitala lösningar. Den visar vem som beslutar, "
        "vem som leder och vad som händer under året. Allt ska ge nytta för dem vi är till för och värde för skattepengarna."
    ),
    "content_owner": "Modellförvaltare",
    "sections": [
        {
            "heading": "Därför har vi en modell",
            "body": [
                (
                    "text",
                    "<p>Kommunen har många system. De finns i skolan, i omsorgen, i bygglovet och i vårt eget arbete varje dag. De ska "
                    "fungera i dag och gå att utveckla i morgon. Då måste vi vara överens om vem som gör vad.</p>"
                    "<p>Nackamodellen ger oss ramar för det. Vi kallar arbetssättet objektbaserad systemförvaltning, eftersom vi delar "
                    "in systemen i objekt efter den verksamhet de stödjer. Målet är att ge bästa möjliga kundnytta och att använda "
                    "skattepengarna väl. Modellen ger oss också en gemensam syn på vilka principer som styr.</p>"
                    "<p>Den hjälper oss på tre sätt:</p>"
                    "<ul>"
                    "<li>Den ger oss samma mallar, arbetssätt och ord, så att alla vet vilken roll och vilket ansvar de har.</li>"
                    "<li>Den visar hur vi organiserar systemförvaltningen och hur verksamhet och IT samverkar.</li>"
                    "<li>Den ser till att IT-stödet gör den nytta i verksamheten som vi har tänkt oss.</li>"
                    "</ul>",
                ),
                ("related", ["/roller/", "/ordlista/"]),
            ],
        },
        {
            "heading": "Principer",
            "body": [
                (
                    "text",
                    "<p>Fyra principer styr hur vi arbetar. De är till hjälp när en fråga saknar ett givet svar, till exempel när två "
                    "behov krockar eller när pengarna inte räcker till allt.</p>"
                    "<p>Principerna gäller i alla objekt, stora som små. De gäller också när vi köper in något nytt och när vi avslutar "
                    "något gammalt. Hur ni lägger upp vardagen får ni i objektet bestämma själva. Rollerna, planen och tiderna är "
                    "däremot desamma i hela kommunen. Då kan vi jämföra objekten med varandra, och den som byter objekt känner igen "
                    "sig.</p>",
                ),
                (
                    "principles",
                    [
                        {
                            "name": "Verksamheten först",
                            "sentence": "Behoven i verksamheten avgör vad vi gör. Tekniken är ett sätt att nå dit.",
                        },
                        {
                            "name": "Två perspektiv",
                            "sentence": "Verksamhet och IT förbereder varje beslut tillsammans. Ingen skriver planen på egen hand.",
                        },
                        {
                            "name": "Ett objekt, en plan",
                            "sentence": "Det ni ska göra under året står i en enda plan, med mål och pengar.",
                        },
                        {
                            "name": "Öppenhet",
                            "sentence": "Alla får läsa planerna när de är beslutade. Det ska synas vad vi har valt och vad det kostar.",
                        },
                    ],
                ),
            ],
        },
        {
            "heading": "Vad är ett objekt?",
            "body": [
                (
                    "text",
                    "<p>Ett objekt är en avgränsad del av verksamheten tillsammans med de system och tjänster som stödjer den. Vi styr "
                    "delarna som en helhet. Då ser vi behov, teknik och kostnader på samma gång.</p>"
                    '<p>Gränsen följer verksamheten, inte tekniken. Ta <a href="/objekt/larande/">Lärande</a> som exempel. Där finns '
                    "system för barn, elever, lärare och vårdnadshavare. Lönerna för lärarna sköts däremot i objektet "
                    '<a href="/objekt/hr-och-lon/">HR och lön</a>. Ett system hör bara till ett objekt i taget, även om flera använder '
                    "det.</p>"
                    "<p>Varje objekt har en objektägare som beslutar och ett objektledarpar som leder. För varje system finns dessutom "
                    "specialister från båda sidorna.</p>",
                ),
                ("term", "objektledarpar"),
                (
                    "drawing",
                    {
                        "drawing": "one_object",
                        "caption": (
                            "Så ser ett objekt ut. Den vänstra halvan är verksamheten och den högra är IT. De små cirklarna där halvorna "
                            "möts är systemen. Ringen runt om är objektägaren."
                        ),
                    },
                ),
                (
                    "drawing",
                    {
                        "drawing": "object_map",
                        "caption": "Objektkartan visar kommunens objekt. Varje cirkel är ett objekt med sin kod och sitt namn.",
                    },
                ),
                ("related", ["/objekt/"]),
            ],
        },
        {
            "heading": "Objektplanen",
            "body": [
                (
                    "text",
                    "<p>Objektplanen är ett styrdokument för arbetet i objektet. Där står årets mål, aktiviteter och budget. Planen tar "
                    "upp både vidmakthållande och vidareutveckling, alltså det ni håller i gång och det ni gör nytt. Den visar också "
                    "initiativ på längre sikt, som ännu inte har fått några pengar.</p>"
                    "<p>Ni i objektledarparet skriver planen tillsammans varje år. Båda godkänner samma text innan den går vidare. Sedan "
                    "är det objektägaren som beslutar. Om ni ändrar texten efter att ni har godkänt den, måste ni båda godkänna den på "
                    "nytt.</p>"
                    "<p>En bra plan är kort. Skriv bara sådant som någon ska göra, mäta eller besluta om. Då går planen att använda på "
                    "mötena under året.</p>",
                ),
                (
                    "steps",
                    [
                        {
                            "name": "Utkast",
                            "text": "I juni börjar ni med förra årets plan. Den 15\u00a0september är utkastet klart.",
                            "is_decision": False,
                        },
                        {
                            "name": "Hos paret",
                            "text": "Ni läser samma text och godkänner var för sig, senast 15\u00a0oktober.",
                            "is_decision": False,
                        },
                        {
                            "name": "För beslut",
                            "text": "Objektägaren läser, frågar och jämför med andra objekt.",
                            "is_decision": False,
                        },
                        {
                            "name": "Beslutad",
                            "text": "Objektägaren beslutar senast 30\u00a0november. I december publiceras planen.",
                            "is_decision": True,
                        },
                        {
                            "name": "Uppföljning",
                            "text": "Efter varje kvartal berättar ni hur det går.",
                            "is_decision": False,
                        },
                    ],
                ),
                ("related", ["/mallar/", "/utbildning/objektplan-pa-en-halvdag/"]),
            ],
        },
        {
            "heading": "Roller och ansvar",
            "body": [
                (
                    "text",
                    "<p>Modellen har tre nivåer. Objektägaren beslutar. Objektledarparet leder arbetet under året. Systemspecialisterna "
                    "kan systemen på djupet och arbetar nära dem som använder dem.</p>"
                    "<p>Objektägaren finns i verksamheten och är oftast en direktör. Paret består av två personer, en från verksamheten "
                    "och en från IT. De arbetar mest strategiskt, men en objektledare kan också vara specialist på ett system. För varje "
                    "system eller tjänst finns en specialist från verksamheten och en från IT.</p>"
                    "<p>Den som äger ett objekt kan inte leda samma objekt. Den som beslutar om en plan ska alltså inte ha skrivit den. "
                    "Om en roll är vakant ska det synas, och objektägaren kan utse en ersättare för en viss tid.</p>",
                ),
                (
                    "role_cards",
                    [
                        "object_owner",
                        "object_lead_business",
                        "object_lead_it",
                        "specialist_business",
                        "specialist_it",
                    ],
                ),
                ("related", ["/roller/", "/utbildning/introduktion-for-objektagare/"]),
            ],
        },
        {
            "heading": "Årshjulet",
            "body": [
                (
                    "text",
                    "<p>Årshjulet visar när saker ska vara klara. Tiderna är lika för alla objekt, eftersom planerna ska passa ihop med "
                    "varandra och med kommunens budget. Om ett datum hamnar på en helg gäller nästa arbetsdag.</p>"
                    "<p>Våren handlar om fakta. Då stämmer vi av vilka system vi har och får veta hur mycket pengar vi kan räkna med. "
                    "Hösten handlar om val. Då skriver ni nästa års plan, och objektägaren beslutar.</p>"
                    "<p>De här tiderna är bra att känna till:</p>"
                    "<ul>"
                    "<li>Från 1\u00a0mars till 31\u00a0maj gör vi inventeringen av alla system.</li>"
                    "<li>Den 1\u00a0juni börjar arbetet med nästa års plan.</li>"
                    "<li>Den 15\u00a0oktober ska båda i paret ha godkänt planen.</li>"
                    "<li>Den 30\u00a0november ska objektägaren ha beslutat.</li>"
                    "<li>Den 1\u00a0januari börjar planen gälla.</li>"
                    "<li>Kvartalen följs upp i april, augusti, oktober och januari.</li>"
                    "</ul>",
                ),
                ("related", ["/arshjul/"]),
            ],
        },
        {
            "heading": "Vidmakthållande och vidareutveckling",
            "body": [
                (
                    "text",
                    "<p>Allt arbete i ett objekt är av en av två sorter. Vidmakthållande, VM, är arbete som behåller det vi redan har. "
                    "Funktion, kvalitet och säkerhet ska vara lika bra i morgon som i dag. Vidareutveckling, VU, är arbete som ger "
                    "objektet en ny förmåga eller gör den tydligt bättre.</p>"
                    "<p>Vi skiljer på dem av två skäl. Det ska gå att se vad det kostar att bara hålla i gång det vi har. Och nya saker "
                    "ska vägas mot varandra innan vi börjar. Varje aktivitet inom VU hör därför till ett mål i planen.</p>"
                    "<p>Ibland är gränsen svår att dra. Fråga då vad som blir annorlunda för den som använder systemet. Blir inget "
                    "annorlunda är det VM.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Gränsfall mellan VM och VU",
                        "columns": ["Exempel", "Typ", "Därför"],
                        "rows": [
                            {"cells": ["Ny version utan nya funktioner", "VM", "Systemet gör samma sak som förut."]},
                            {"cells": ["Ett fel som rättas", "VM", "Systemet ska fungera som det var tänkt."]},
                            {"cells": ["Ny e-tjänst", "VU", "Invånaren kan göra något nytt."]},
                            {
                                "cells": [
                                    "Lagkrav där funktionen är densamma",
                                    "VM",
                                    "Vi behåller det vi har, så att det följer lagen.",
                                ]
                            },
                            {
                                "cells": [
                                    "Lagkrav som kräver en ny funktion",
                                    "VU",
                                    "Systemet måste klara mer än förut.",
                                ]
                            },
                        ],
                    },
                ),
            ],
        },
        {
            "heading": "Pengar",
            "body": [
                (
                    "text",
                    "<p>Budgeten i planen har två delar, en för VM och en för VU. Varje del är uppdelad efter vad pengarna går till:</p>"
                    "<ul>"
                    "<li>licenser och avtal</li>"
                    "<li>drift</li>"
                    "<li>egen tid</li>"
                    "<li>konsulter</li>"
                    "<li>övrigt, till exempel utbildning.</li>"
                    "</ul>"
                    "<p>Aktiviteterna inom VU ska tillsammans kosta lika mycket som budgeten för VU. Då finns det inga pengar utan syfte "
                    "och inga löften utan pengar. Inom VM räcker det att de inte kostar mer än budgeten. Licenser och drift behöver "
                    "ingen egen aktivitet.</p>"
                    "<p>Efter varje kvartal skriver ni hur mycket ni har använt och vad ni tror om hela året. Objektägaren godkänner "
                    "uppföljningen eller skickar tillbaka den med en fråga. Alla belopp anges i tusental kronor, tkr.</p>",
                ),
                (
                    "callout",
                    {
                        "kind": "brand",
                        "heading": "Skiljer sig prognosen mer än 5\u00a0procent eller 500\u00a0tkr från planen?",
                        "text": (
                            "<p>Då behövs en analys. Skriv vad som har hänt, vad ni gör åt det och om något behöver beslutas. Det gäller "
                            "även när pengar blir över.</p>"
                        ),
                    },
                ),
                ("related", ["/roller/objektagare/", "/mallar/"]),
            ],
        },
        {
            "heading": "System och inventering",
            "body": [
                (
                    "text",
                    "<p>Vi behöver veta vilka system vi har. Annars går det inte att planera, skydda information eller säga upp avtal i "
                    "tid. Därför samlar vi uppgifterna i en gemensam systemförteckning.</p>"
                    "<p>En gång om året gör digitaliseringsenheten en inventering. Då kontrollerar specialisterna att uppgifterna om "
                    "deras system stämmer. Det tar ungefär 15\u00a0minuter per system. Du får alltid svara att du inte vet. Då hjälps vi "
                    "åt att ta reda på det. Använder du ett system som saknas? Berätta det för oss.</p>"
                    "<p>Vi frågar bland annat om det här:</p>"
                    "<ul>"
                    "<li>vad systemet används till och vilket objekt det hör till</li>"
                    "<li>vilka som är specialister</li>"
                    "<li>var systemet finns och vem som sköter driften</li>"
                    "<li>om där finns personuppgifter</li>"
                    "<li>vad det kostar per år</li>"
                    "<li>hur viktigt det är för verksamheten.</li>"
                    "</ul>",
                ),
                ("related", ["/roller/systemspecialist-verksamhet/", "/roller/systemspecialist-it/", "/mallar/"]),
            ],
        },
        {
            "heading": "Informationssäkerhet, dataskydd och arkiv",
            "body": [
                (
                    "text",
                    "<p>Informationen är ofta mer värd än systemet. Därför klassar vi varje system en gång om året. Då bedömer vi hur "
                    "illa det blir om någon obehörig ser uppgifterna, om de är fel eller om de inte går att nå. Svaren ges på en skala "
                    "från 0 till 4. Resultatet visas bara för dem som behöver det i arbetet.</p>"
                    "<p>Det är också viktigt att tänka på vad som händer med uppgifterna över tid. Ställ de här frågorna om varje "
                    "system:</p>"
                    "<ul>"
                    "<li>Finns det personuppgifter, och är de med i behandlingsregistret?</li>"
                    "<li>Om en leverantör ser dem, finns det ett avtal om hur de får användas?</li>"
                    "<li>Vad ska sparas, vad får gallras och vem har beslutat det?</li>"
                    "<li>Går det att få ut informationen den dag systemet stängs?</li>"
                    "</ul>"
                    "<p>En objektplan som är beslutad är en allmän handling. Den ska in i diariet och den ska bevaras. Fråga registrator "
                    "om du är osäker.</p>",
                ),
                ("related", ["/utbildning/klassa-ett-system/", "/ordlista/"]),
            ],
        },
        {
            "heading": "Samarbete",
            "body": [
                (
                    "text",
                    "<p>Modellen fungerar bara om vi pratar med varandra. Varje objekt har ett objektforum, ett möte som kommer tillbaka "
                    "under året. Där träffas paret, specialisterna och andra som berörs. De stämmer av planen, tar upp risker och "
                    "förbereder beslut. Håll mötena korta och skriv ner vad ni kommer fram till. Beslut om pengar och inriktning fattar "
                    "objektägaren, och de syns i planen.</p>",
                ),
                (
                    "figure",
                    {
                        "image": FORUM["image"],
                        "alt_text": FORUM["alt_text"],
                        "caption": "I objektforumet möts båda sidorna. Ringen runt bordet är objektägaren, som beslutar om pengar och inriktning.",
                    },
                ),
                (
                    "text",
                    "<p>Objekten hänger också ihop med varandra. Ett system kan lämna uppgifter till ett annat, och samma kollegor kan "
                    "behövas på två ställen. I oktober går vi därför igenom alla planer tillsammans, innan de beslutas.</p>"
                    "<p>Det finns ett team för modellen i Teams. Där kan du:</p>"
                    "<ul>"
                    "<li>ställa frågor till andra i samma roll</li>"
                    "<li>läsa mer om modellen</li>"
                    "<li>dela med dig av det som har fungerat hos er.</li>"
                    "</ul>",
                ),
                ("teams", {"label": "Nackamodellen i Teams", "url": "https://teams.example.org/nackamodellen"}),
                ("related", ["/mallar/", "/nyheter/"]),
            ],
        },
        {
            "heading": "Vanliga frågor och kontakt",
            "body": [
                (
                    "text",
                    "<p>Här svarar vi på frågor som ofta kommer när någon är ny i modellen. Du hittar mer om din egen roll i "
                    '<a href="/roller/">rollguiderna</a>. Undrar du över ett ord finns det oftast i <a href="/ordlista/">ordlistan</a>. '
                    "Där ser du också äldre ord, som förvaltningsledare och systemförvaltare, och vad vi säger i stället.</p>"
                    "<p>Hittar du inte svaret? Fråga i första hand objektledarna i ditt objekt. Gäller det själva modellen, mallarna "
                    "eller årshjulet ska du fråga modellförvaltaren på digitaliseringsenheten. Du når oss på sidan "
                    '<a href="/kontakt/">Kontakt</a>. Berätta gärna om något i modellen inte fungerar hos er. '
                    "Vi ser över modellen varje år.</p>",
                ),
                (
                    "faq",
                    [
                        {
                            "question": "Vad är skillnaden mellan ett objekt och ett system?",
                            "answer": (
                                "<p>Ett system är ett program med sin information. Ett objekt är större. Det är en del av verksamheten "
                                "och alla system som stödjer den. Planen och budgeten gäller hela objektet.</p>"
                            ),
                        },
                        {
                            "question": "Vem bestämmer om vi inte är överens i paret?",
                            "answer": (
                                "<p>Det gör objektägaren. Skriv ner båda förslagen, vad de kostar och vad de leder till. Ta sedan upp "
                                "frågan tillsammans.</p>"
                            ),
                        },
                        {
                            "question": "Måste vi ha en plan om inget ska ändras?",
                            "answer": (
                                "<p>Ja. Även det som ska vara som i dag kräver tid och pengar. Planen handlar då mest om "
                                "vidmakthållande.</p>"
                            ),
                        },
                        {
                            "question": "Vad gör vi om en roll är vakant?",
                            "answer": (
                                "<p>Säg till objektägaren, som kan utse en ersättare för en viss tid. Ersättaren får godkänna planen i "
                                "sin roll. Objektägaren får däremot inte godkänna i stället för paret.</p>"
                            ),
                        },
                        {
                            "question": "Var hör ett lagkrav hemma?",
                            "answer": (
                                "<p>Det beror på vad kravet gör med systemet. Är funktionen densamma är det vidmakthållande. Behövs en "
                                "ny funktion är det vidareutveckling.</p>"
                            ),
                        },
                        {
                            "question": "Får en leverantör vara systemspecialist?",
                            "answer": (
                                "<p>Nej. Rollen ska finnas hos någon som arbetar i kommunen. Leverantören får gärna vara med på möten "
                                "och hjälpa till.</p>"
                            ),
                        },
                        {
                            "question": "Hur ändrar vi en beslutad plan?",
                            "answer": (
                                "<p>Ni gör en ny version och skriver varför. Båda i paret godkänner den och objektägaren beslutar igen. "
                                "Den gamla planen gäller tills den nya är beslutad.</p>"
                            ),
                        },
                        {
                            "question": "Är planen en allmän handling?",
                            "answer": (
                                "<p>Ja, när den är beslutad. Är planen fortfarande ett utkast ska du fråga registrator, som bedömer "
                                "varje fall för sig.</p>"
                            ),
                        },
                    ],
                ),
                ("related", ["/kontakt/", "/roller/", "/ordlista/"]),
            ],
        },
    ],
}

MODEL_EN = {
    "title": "About the model",
    "slug": "model",
    "kicker": "IT system management",
    "lead": (
        "The Nacka model is our shared way of running and improving the municipality’s digital solutions. It shows who decides, who "
        "leads and what happens during the year. The aim is real benefit for the people we serve and good value for tax money."
    ),
    "content_owner": "Model manager",
    "sections": [
        {
            "heading": "Why we have a model",
            "body": [
                (
                    "text",
                    "<p>The municipality has many systems. They are used in schools, in social care, in building permits and in our own "
                    "daily work. They must work today, and we must be able to improve them tomorrow. That is only possible if we agree "
                    "on who does what.</p>"
                    "<p>The Nacka model sets the frame. We call the way of working object-based system management, because we group "
                    "systems into objects by the part of the operations they support. The goal is to bring the greatest benefit to the "
                    "people who use our services, and to use tax money well. The model also gives us a shared view of the principles "
                    "that guide us.</p>"
                    "<p>It helps us in three ways:</p>"
                    "<ul>"
                    "<li>It gives us the same templates, methods and words, so that everyone knows their role and what they answer "
                    "for.</li><li>It shows how we organise the work and how the business side and IT work together.</li>"
                    "<li>It makes sure that IT support brings the benefit we intended.</li>"
                    "</ul>",
                ),
                ("related", ["/roller/", "/ordlista/"]),
            ],
        },
        {
            "heading": "Principles",
            "body": [
                (
                    "text",
                    "<p>Four principles guide our work. They help when a question has no given answer, for example when two needs "
                    "collide or when there is not enough money for everything.</p>"
                    "<p>The principles apply in every object, large or small. They also apply when we buy something new and when we "
                    "close something old. How you organise everyday work in your object is up to you. The roles, the plan and the dates "
                    "are the same across the whole municipality. That way we can compare objects, and a person who moves to another "
                    "object will feel at home.</p>",
                ),
                (
                    "principles",
                    [
                        {
                            "name": "Needs come first",
                            "sentence": "The needs of the operations decide what we do. Technology is a way to get there.",
                        },
                        {
                            "name": "Two perspectives",
                            "sentence": "The business side and IT prepare every decision together. Nobody writes the plan alone.",
                        },
                        {
                            "name": "One object, one plan",
                            "sentence": "What you will do during the year stands in a single plan, with goals and money.",
                        },
                        {
                            "name": "Openness",
                            "sentence": "Everyone may read decided plans. It must be clear what we chose and what it costs.",
                        },
                    ],
                ),
            ],
        },
        {
            "heading": "What is an object?",
            "body": [
                (
                    "text",
                    "<p>An object is a defined part of the operations together with the systems and services that support it. We govern "
                    "the parts as a whole. That lets us see needs, technology and costs at the same time.</p>"
                    '<p>The boundary follows the operations, not the technology. Take <a href="/objekt/larande/">Learning</a> as an '
                    "example. It holds systems for children, pupils, teachers and guardians. The teachers’ salaries, however, are "
                    'handled in the object <a href="/objekt/hr-och-lon/">HR and payroll</a>. A system belongs to one object at a time, '
                    "even if several objects use it.</p>"
                    "<p>Every object has an object owner who decides and an object lead pair who lead. Each system also has specialists "
                    "from both sides.</p>",
                ),
                ("term", "objektledarpar"),
                (
                    "drawing",
                    {
                        "drawing": "one_object",
                        "caption": (
                            "An object in one picture. The left half is the business side and the right half is IT. The small circles "
                            "where the halves meet are the systems. The ring around them is the object owner."
                        ),
                    },
                ),
                (
                    "drawing",
                    {
                        "drawing": "object_map",
                        "caption": "The object map shows the objects of the municipality. Each circle is an object with its code and name.",
                    },
                ),
                ("related", ["/objekt/"]),
            ],
        },
        {
            "heading": "The object plan",
            "body": [
                (
                    "text",
                    "<p>The object plan is the document that steers the work in the object. It states the goals, activities and budget "
                    "for the year. It covers both sustaining work and further development: what you keep running and what you add. It "
                    "also shows initiatives in the longer term, which do not have any money yet.</p>"
                    "<p>The object lead pair writes the plan together every year. Both of you approve the same text before it moves on. "
                    "Then the object owner decides. If you change the text after you have approved it, both of you must approve it "
                    "again.</p>"
                    "<p>A good plan is short. Only write what somebody will do, measure or decide. Then the plan can be used in meetings "
                    "during the year.</p>",
                ),
                (
                    "steps",
                    [
                        {
                            "name": "Draft",
                            "text": "You start from last year’s plan in June. The draft is ready by 15\u00a0September.",
                            "is_decision": False,
                        },
                        {
                            "name": "With the pair",
                            "text": "You read the same text and approve it one by one, by 15\u00a0October.",
                            "is_decision": False,
                        },
                        {
                            "name": "For decision",
                            "text": "The object owner reads, asks and compares with other objects.",
                            "is_decision": False,
                        },
                        {
                            "name": "Decided",
                            "text": "The object owner decides by 30\u00a0November. The plan is made public in December.",
                            "is_decision": True,
                        },
                        {
                            "name": "Follow-up",
                            "text": "After each quarter you tell us how it is going.",
                            "is_decision": False,
                        },
                    ],
                ),
                ("related", ["/mallar/", "/utbildning/objektplan-pa-en-halvdag/"]),
            ],
        },
        {
            "heading": "Roles and responsibilities",
            "body": [
                (
                    "text",
                    "<p>The model has three levels. The object owner decides. The object lead pair leads the work during the year. The "
                    "system specialists know the systems in depth and work close to the people who use them.</p>"
                    "<p>The object owner comes from the business side and is most often a director. The pair is two people, one from the "
                    "business side and one from IT. Their work is mostly strategic, but a lead may also be the specialist for a system. "
                    "Every system or service has one specialist from the business side and one from IT.</p>"
                    "<p>The person who owns an object cannot lead the same object. So whoever decides on a plan has not written it. If a "
                    "role is vacant, that must be visible, and the object owner may appoint a substitute for a set time.</p>",
                ),
                (
                    "role_cards",
                    [
                        "object_owner",
                        "object_lead_business",
                        "object_lead_it",
                        "specialist_business",
                        "specialist_it",
                    ],
                ),
                ("related", ["/roller/", "/utbildning/introduktion-for-objektagare/"]),
            ],
        },
        {
            "heading": "The yearly wheel",
            "body": [
                (
                    "text",
                    "<p>The yearly wheel shows when things must be ready. The dates are the same for all objects, because the plans must "
                    "fit together and fit the budget of the municipality. If a date falls on a weekend, the next working day applies.</p>"
                    "<p>Spring is about facts. We check which systems we have and learn how much money to count on. Autumn is about "
                    "choices. You write the plan for next year, and the object owner decides.</p>"
                    "<p>These dates are good to know:</p>"
                    "<ul>"
                    "<li>From 1\u00a0March to 31\u00a0May we take the inventory of all systems.</li>"
                    "<li>On 1\u00a0June work on next year’s plan begins.</li>"
                    "<li>By 15\u00a0October both in the pair have approved the plan.</li>"
                    "<li>By 30\u00a0November the object owner has decided.</li>"
                    "<li>On 1\u00a0January the plan takes effect.</li>"
                    "<li>The quarters are followed up in April, August, October and January.</li>"
                    "</ul>",
                ),
                ("related", ["/arshjul/"]),
            ],
        },
        {
            "heading": "Sustaining work and further development",
            "body": [
                (
                    "text",
                    "<p>All work in an object is one of two kinds. Sustaining work, VM in Swedish, keeps what we already have. Function, "
                    "quality and safety should be as good tomorrow as today. Further development, VU in Swedish, gives the object a new "
                    "ability or clearly improves one.</p>"
                    "<p>We keep them apart for two reasons. It must be possible to see what it costs just to keep things running. And "
                    "new things should be weighed against each other before we start. Every VU activity therefore belongs to a goal in "
                    "the plan.</p>"
                    "<p>Sometimes the line is hard to draw. Then ask what will change for the person who uses the system. If the answer "
                    "is nothing, it is VM.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Borderline cases between VM and VU",
                        "columns": ["Example", "Kind", "Reason"],
                        "rows": [
                            {
                                "cells": [
                                    "New version without new functions",
                                    "VM",
                                    "The system does the same as before.",
                                ]
                            },
                            {"cells": ["A fault that is corrected", "VM", "The system should work as intended."]},
                            {"cells": ["New e-service", "VU", "The resident can do something new."]},
                            {
                                "cells": [
                                    "Legal demand, same function",
                                    "VM",
                                    "We keep what we have, so that it follows the law.",
                                ]
                            },
                            {
                                "cells": [
                                    "Legal demand that needs a new function",
                                    "VU",
                                    "The system must do more than before.",
                                ]
                            },
                        ],
                    },
                ),
            ],
        },
        {
            "heading": "Money",
            "body": [
                (
                    "text",
                    "<p>The budget in the plan has two parts, one for VM and one for VU. Each part is split by what the money is used "
                    "for:</p>"
                    "<ul>"
                    "<li>licences and agreements</li>"
                    "<li>operation</li>"
                    "<li>our own time</li>"
                    "<li>consultants</li>"
                    "<li>other costs, such as training.</li>"
                    "</ul>"
                    "<p>The VU activities must together cost as much as the VU budget. That way there is no money without a purpose and "
                    "no promise without money. For VM it is enough that the activities do not cost more than the budget. Licences and "
                    "operation need not be an activity.</p>"
                    "<p>After each quarter you state how much you have used and what you expect for the whole year. The object owner "
                    "approves the follow-up or sends it back with a question. All sums are in thousands of kronor, tkr.</p>",
                ),
                (
                    "callout",
                    {
                        "kind": "brand",
                        "heading": "Does the forecast differ from the plan by more than 5\u00a0per cent or 500\u00a0tkr?",
                        "text": (
                            "<p>Then an analysis is needed. Write what has happened, what you are doing about it and whether something "
                            "must be decided. This also applies when money is left over.</p>"
                        ),
                    },
                ),
                ("related", ["/roller/objektagare/", "/mallar/"]),
            ],
        },
        {
            "heading": "Systems and inventory",
            "body": [
                (
                    "text",
                    "<p>We need to know which systems we have. Otherwise we cannot plan, protect information or end agreements in time. "
                    "That is why we keep the facts in a shared system register.</p>"
                    "<p>Once a year the digitalisation unit carries out an inventory. The specialists then check that the facts about "
                    "their systems are right. It takes about 15\u00a0minutes per system. You may always answer that you do not know. "
                    "Then we will find out together. Do you use a system that is missing? Please tell us.</p>"
                    "<p>Among other things we ask:</p>"
                    "<ul>"
                    "<li>what the system is used for and which object it belongs to</li>"
                    "<li>who the specialists are</li>"
                    "<li>where the system runs and who operates it</li>"
                    "<li>whether it holds personal data</li>"
                    "<li>what it costs per year</li>"
                    "<li>how important it is for the operations.</li>"
                    "</ul>",
                ),
                ("related", ["/roller/systemspecialist-verksamhet/", "/roller/systemspecialist-it/", "/mallar/"]),
            ],
        },
        {
            "heading": "Information security, data protection and archives",
            "body": [
                (
                    "text",
                    "<p>The information is often worth more than the system. We therefore classify every system once a year. We judge "
                    "how bad it would be if the wrong person saw the data, if the data were wrong, or if they could not be reached. The "
                    "answers are given on a scale from 0 to 4. The result is only shown to those who need it in their work.</p>"
                    "<p>It is also important to think about what happens to the data over time. Ask these questions about every "
                    "system:</p>"
                    "<ul>"
                    "<li>Are there personal data, and are they in the record of processing activities?</li>"
                    "<li>If a supplier sees them, is there an agreement on how they may be used?</li>"
                    "<li>What must be kept, what may be disposed of and who has decided that?</li>"
                    "<li>Can the information be taken out the day the system closes?</li>"
                    "</ul>"
                    "<p>An object plan that has been decided is an official document. It must be registered and kept. Ask the registrar "
                    "if you are unsure.</p>",
                ),
                ("related", ["/utbildning/klassa-ett-system/", "/ordlista/"]),
            ],
        },
        {
            "heading": "Working together",
            "body": [
                (
                    "text",
                    "<p>The model only works if we talk to each other. Every object has an object forum, a meeting that returns during "
                    "the year. The pair, the specialists and others concerned meet there. They check the plan, bring up risks and "
                    "prepare decisions. Keep the meetings short and write down what you agree on. Decisions on money and direction are "
                    "made by the object owner, and they are seen in the plan.</p>",
                ),
                (
                    "figure",
                    {
                        "image": FORUM["image"],
                        "alt_text": FORUM["alt_text_en"],
                        "caption": "Both sides meet in the object forum. The ring round the table is the object owner, who decides on money and direction.",
                    },
                ),
                (
                    "text",
                    "<p>The objects also depend on each other. One system may pass data to another, and the same colleagues may be "
                    "needed in two places. In October we therefore go through all plans together before they are decided.</p>"
                    "<p>There is a team about the model in Teams. There you can:</p>"
                    "<ul>"
                    "<li>ask others in the same role</li>"
                    "<li>read more about the model</li>"
                    "<li>share what has worked well for you.</li>"
                    "</ul>",
                ),
                ("teams", {"label": "The Nacka model in Teams", "url": "https://teams.example.org/nackamodellen"}),
                ("related", ["/mallar/", "/nyheter/"]),
            ],
        },
        {
            "heading": "Questions and contact",
            "body": [
                (
                    "text",
                    "<p>Here we answer questions that often come up when somebody is new to the model. You will find more about your own "
                    'role in the <a href="/roller/">role guides</a>. If you wonder about a word, look in the '
                    '<a href="/ordlista/">glossary</a>. It also lists older words and what we say instead. Both are in Swedish.</p>'
                    "<p>Did you not find the answer? First ask the leads of your object. If it is about the model itself, the templates "
                    "or the yearly wheel, ask the model manager at the digitalisation unit. You reach us through the page "
                    '<a href="/kontakt/">Contact</a>. Please tell us if something in the model does not work for you. We review it every '
                    "year.</p>",
                ),
                (
                    "faq",
                    [
                        {
                            "question": "What is the difference between an object and a system?",
                            "answer": (
                                "<p>A system is a program with its information. An object is larger. It is a part of the operations and "
                                "all the systems that support it. The plan and the budget are for the whole object.</p>"
                            ),
                        },
                        {
                            "question": "Who decides if we in the pair do not agree?",
                            "answer": (
                                "<p>The object owner does. Write down both proposals, what they cost and what they lead to. Then raise "
                                "the question together.</p>"
                            ),
                        },
                        {
                            "question": "Do we need a plan if nothing is going to change?",
                            "answer": (
                                "<p>Yes. Even what should stay the same takes time and money. The plan will then mostly be about "
                                "sustaining work.</p>"
                            ),
                        },
                        {
                            "question": "What do we do if a role is vacant?",
                            "answer": (
                                "<p>Tell the object owner, who may appoint a substitute for a set time. The substitute may approve the "
                                "plan in that role. The object owner may not approve in place of the pair.</p>"
                            ),
                        },
                        {
                            "question": "Where does a legal demand belong?",
                            "answer": (
                                "<p>It depends on what the demand does to the system. If the function stays the same, it is sustaining "
                                "work. If a new function is needed, it is further development.</p>"
                            ),
                        },
                        {
                            "question": "May a supplier be a system specialist?",
                            "answer": (
                                "<p>No. The role must be held by someone who works for the municipality. The supplier is welcome to join "
                                "meetings and help.</p>"
                            ),
                        },
                        {
                            "question": "How do we change a plan that has been decided?",
                            "answer": (
                                "<p>You make a new version and write why. Both in the pair approve it and the object owner decides "
                                "again. The old plan applies until the new one is decided.</p>"
                            ),
                        },
                        {
                            "question": "Is the plan an official document?",
                            "answer": (
                                "<p>Yes, once it has been decided. If the plan is still a draft, ask the registrar, who judges each case "
                                "separately.</p>"
                            ),
                        },
                    ],
                ),
                ("related", ["/kontakt/", "/roller/", "/ordlista/"]),
            ],
        },
    ],
}

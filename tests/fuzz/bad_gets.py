"""500 fixed bad GETs: nasty values in every parameter that the site reads, and in every kind of path."""

from urllib.parse import quote

# As they stand in an address.
VALUES = [
    "",
    "%00",
    "plan%00plan",
    "%FF%FE%FD",
    "%ED%A0%80",  # a lone surrogate
    "%C0%AF",  # an overlong slash
    "%",
    "%zz",
    "%25%30%30",
    "-1",
    "0",
    "9e9",
    "1e400",
    "nan",
    "-inf",
    "9" * 400,
    "-" + "9" * 400,
    "0x10",
    "1.5.2",
    "%D9%A3%D9%A4%D9%A5",  # Arabic digits
    "%C2%B2",  # superscript two, a digit that int() refuses
    "x",
    quote("😀👩‍👩‍👧‍👦"),
    quote("\u202eplan\u202c\u200b"),
    quote("'\"`;--/* */"),
    quote("<script>alert(1)</script>"),
    quote("{{ 7 * 7 }}{% debug %}${7*7}"),
    quote("%s %d %(x)s {0} {x.__class__}"),
    quote("../" * 20 + "etc/passwd"),
    quote("(AND OR NOT NEAR * ^ : ~ \\"),
    quote('"objekt' * 30),
    quote('+-!(){}[]^"~*?:\\' * 20),
    quote(" ".join(f"ord{number}" for number in range(1000))),
    quote("å" * 1000),
    "a" * 7000,
    quote("\r\nSet-Cookie: a=b"),
    "//example.org/",
    "javascript:alert(1)",
    "a&page=b&q=c&ar=d&amne=e&page=",
    "a;b=c&&==&=&%26",
]
# What comes before a value: every parameter that a public view reads.
PARAMETERS = [
    "/sok/?q=",
    "/en/sok/?q=",
    "/sok/?q=plan&page=",
    "/nyheter/?page=",
    "/nyheter/?amne=",
    "/arshjul/?ar=",
    "/tillganglighet/kontakt/?sida=",
    "/logga-in/?next=",
]
PATHS = [
    "%00",
    "%FF",
    "%ED%A0%80",
    "..%2F..%2Fetc%2Fpasswd",
    "../../etc/passwd",
    "%2e%2e/%2e%2e/",
    ".",
    "//example.org//",
    "9" * 400,
    "a" * 3000,
    "a/" * 300,
    quote("😀"),
    quote("<b>{{ x }}"),
    quote("å ä\tö\r\n"),
    "2/%00/1",
]
PREFIXES = [
    "/",
    "/en/",
    "/nyheter/",
    "/nyheter/flode/",
    "/arshjul/kalender/",
    "/objekt/",
    "/sok/",
    "/dokument/",
    "/dokument/1/",
    "/media/images/",
    "/_util/",
    "/admin/",
]

BAD_GETS = [f"{before}{value}" for before in PARAMETERS for value in VALUES]
BAD_GETS += [f"{before}{path}" for before in PREFIXES for path in PATHS]

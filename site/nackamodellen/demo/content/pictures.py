"""The demo's pictures: constants only. Each is drawn in images/NAME.svg, from which images/NAME.png (1600 × 1000) is rendered.

The title is what finds a picture again when the demo is loaded a second time. No picture holds words, so all languages share it;
`focal_point` (x, y, width, height) is what must stay when a picture is cropped.
"""

COURSE = {
    "image": "grundutbildning.png",
    "title": "Grundutbildning: ett objekt ritas på tavlan",
    "alt_text": "En kursledare drar ringen runt ett objekt med en brun och en blå halva, medan fyra deltagare sitter runt ett bord.",
    "focal_point": (700, 310, 700, 500),
}
INVENTORY = {
    "image": "inventering.png",
    "title": "Inventering: listan över system gås igenom",
    "alt_text": "Två kollegor går igenom en lista med fem system. Den ena granskar ett system med förstoringsglas, den andra bockar av.",
    "focal_point": (800, 485, 700, 860),
}
FORUM = {
    "image": "objektforum.png",
    "title": "Objektforum: paret och objektägaren vid ett bord",
    "alt_text": "Fem personer sitter vid ett runt bord i två halvor. Paret håller i planen mitt på bordet och objektägaren sitter mellan dem.",
    "alt_text_en": "Five people sit at a round table in two halves. The pair holds the plan in the middle and the object owner sits between them.",
    "focal_point": (800, 500, 1000, 800),
}
PICTURES = [COURSE, INVENTORY, FORUM]

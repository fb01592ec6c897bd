"""The language of search: pure Python, without database or engine, the same for every engine and at both ends.

``tokens`` cuts text into words, ``stems`` brings the forms of a word together, ``compounds`` takes Swedish compounds
apart, ``spelling`` finds the word that was meant, ``analysis`` puts them together, and ``snippets`` marks what was found.
``VERSION`` grows with every change of what a text becomes: the index is then made anew.
"""

VERSION = 1

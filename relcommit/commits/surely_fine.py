"""What makes a message doubtful, in one table: the two short ways to «nothing to say» are both made of it.

`commits/quick.py` reads it in Python; `repo/hook/shell_rules.py` writes it into the hook. Both may doubt more than this
and never less: tests/cli/test_short_ways.py holds both against the rules. On the path of the hook: no imports.
"""

LARGEST = 500_000
"""Characters of a message, a hundred times what anybody writes; what is larger is refused without a look at it."""
LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
SCOPE_SIGNS = f"{LOWER}{DIGITS}_.-"
"""What a scope may be made of, and a type of `LOWER` alone."""
DOUBTFUL_SIGNS = "\\"
"""Of the signs of ASCII that can be seen, those that may be a line break that nobody meant."""
HEADER_ENDS = (".", " ")
"""What a header must not end in: a full stop, and what hides one."""
LINE_ENDS = (" ", ":")
"""What no other line must end in: a blank, and a footer's token without its value."""
ANNOUNCEMENTS = ("breaking", "cambio")
"""What every attempt at announcing a breaking change opens with, in small letters."""
PERSON = "-by"
"""What the token of a footer that names somebody ends in, in small letters."""
SEPARATORS = (":", "：", "- ", "– ", "— ", " #")
"""What parts an announcement or a footer's token from the rest: a line without any of them is neither."""

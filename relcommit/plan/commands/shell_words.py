"""Command blocks read word by word: quotes, here documents, here-strings, chains. Nothing is ever run."""

import re

_DOUBLE = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_DOUBLE_IN_POWERSHELL = re.compile(r'"([^"`]*(?:`.[^"`]*)*)"', re.DOTALL)
_SINGLE = re.compile(r"'([^']*)'")
_ANSI = re.compile(r"\$'([^'\\]*(?:\\.[^'\\]*)*)'", re.DOTALL)
_CAT = re.compile(r"\$\(\s*cat\s*<<-?[ \t]*(['\"]?)([A-Za-z_]\w*)\1[ \t]*\n")
_CAT_QUOTED = re.compile(r'"\$\(\s*cat\s*<<-?[ \t]*([\'"]?)([A-Za-z_]\w*)\1[ \t]*\n')
_HEREDOC = re.compile(r"<<-?[ \t]*(['\"]?)([A-Za-z_]\w*)\1")
_HERE_STRING = re.compile(r"@(['\"])[ \t]*\n")
_CAT_END = re.compile(r"[ \t\n]*\)\"?")
_REDIRECT = re.compile(r"[<>]{1,2}(&[\d-]?)?")
_PLAIN = re.compile(r"[^\s\"'\\`$;&|<>^@#]+")
_PROMPT = re.compile(
    r"[ \t]*(?:PS[ \t][^>\n]{0,200}>|[A-Za-z]:\\[^>\n]{0,200}>|[\w.-]{1,40}@[^$\n]{1,80}\$|[$❯%])[ \t]+"
)
_ESCAPES = {"n": "\n", "t": "\t", "r": ""}


class Command:
    """One command, as its words without quotes and as it was written, on one line where that is possible."""

    __slots__ = ("line", "sink", "source", "stdin", "words")

    def __init__(
        self, words: tuple[str, ...], source: str, line: int, stdin: str | None = None, sink: str | None = None
    ) -> None:
        self.words = words
        self.source = source
        self.line = line
        self.stdin = stdin
        """The here document that it reads."""
        self.sink = sink
        """The file that it writes to."""


def split(text: str, line: int, *, powershell: bool = False) -> list[Command]:
    """Every command of a block whose first line has this number, in time linear in its length."""
    scanner = _Scanner(text, line, powershell)
    scanner.run()
    return scanner.commands


class _Scanner:
    def __init__(self, text: str, line: int, powershell: bool) -> None:
        self.text = text
        self.at = 0
        self.number = line
        self.counted = 0
        self.powershell = powershell
        self.commands: list[Command] = []
        self.missing: set[str] = set()
        self.awaited: list[str] = []
        self.begins_command()

    def begins_command(self) -> None:
        self.words: list[str] = []
        self.raw: list[str] = []
        self.word: list[str] | None = None
        self.word_start = 0
        self.started = -1
        self.stdin: str | None = None
        self.sink: str | None = None
        self.redirects = ""
        """The sign of the redirection whose file comes next."""

    def run(self) -> None:
        self.skips_prompt()
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign in " \t":
                self.ends_word()
                self.at += 1
            elif sign == "\n":
                self.ends_line()
            elif sign in ";|&":
                self.separates(sign)
            elif sign == "#" and self.word is None:
                self.at = self.line_end()
            elif sign in "<>":
                self.redirect(sign)
            else:
                self.grows(sign)
        self.ends_command()

    def grows(self, sign: str) -> None:
        """Take the next piece of a word."""
        plain = _PLAIN.match(self.text, self.at)
        if plain:
            self.add(plain.group(), plain.end())
        elif sign in "\\`^" and self.continues():
            self.ends_word()
            self.at = self.line_end() + 1
        elif sign == '"':
            self.double_quoted()
        elif sign == "'":
            self.quoted(_SINGLE, "'")
        elif sign == "$":
            self.dollar()
        elif sign == "@" and self.word is None and self.here_string():
            pass
        elif sign == "\\" and self.text[self.at + 1 : self.at + 2] in tuple("\"'$`\\ &;|<>#()"):
            self.add(self.text[self.at + 1 : self.at + 2], self.at + 2)
        else:
            self.add(sign, self.at + 1)

    def continues(self) -> bool:
        """Whether the sign here carries the command over to the next line."""
        return self.text[self.at + 1 : self.at + 80].lstrip(" \t\r")[:1] == "\n" or self.at + 1 == len(self.text)

    def add(self, piece: str, end: int) -> None:
        if self.word is None:
            self.word, self.word_start = [], self.at
            if self.started < 0:
                self.started = self.at
        self.word.append(piece)
        self.at = end

    def double_quoted(self) -> None:
        substituted = _CAT_QUOTED.match(self.text, self.at)
        if substituted:
            self.add(*self.document(substituted.group(2), substituted.end()))
            return
        self.quoted(_DOUBLE_IN_POWERSHELL if self.powershell else _DOUBLE, '"')

    def quoted(self, pattern: re.Pattern[str], sign: str) -> None:
        match = None if sign in self.missing else pattern.match(self.text, self.at)
        if match is None:
            self.missing.add(sign)
            self.add(sign, self.at + 1)
        else:
            inside = match.group(1)
            self.add(self.unescaped(inside) if sign == '"' else inside, match.end())

    def unescaped(self, inside: str) -> str:
        if self.powershell:
            return re.sub(r"`(.)", lambda match: _ESCAPES.get(match[1], match[1]), inside, flags=re.DOTALL)
        inside = inside.replace("\\\n", "")
        return re.sub(r"\\([\"\\$`n])", lambda match: _ESCAPES.get(match[1], match[1]), inside)

    def dollar(self) -> None:
        substituted = _CAT.match(self.text, self.at)
        quoted = self.text.startswith("$'", self.at) and "$'" not in self.missing
        ansi = _ANSI.match(self.text, self.at) if quoted else None
        if substituted:
            self.add(*self.document(substituted.group(2), substituted.end()))
        elif ansi:
            self.add(re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), ansi[1]), ansi.end())
        else:
            if quoted:
                self.missing.add("$'")
            self.add("$", self.at + 1)

    def document(self, delimiter: str, start: int) -> tuple[str, int]:
        """The body of a here document that starts here, and where the substitution around it ends."""
        body, end = self.body(delimiter, start)
        closing = _CAT_END.match(self.text, end)
        return body, closing.end() if closing else end

    def body(self, delimiter: str, start: int) -> tuple[str, int]:
        match = re.compile(rf"^[ \t]*{delimiter}[ \t]*$", re.MULTILINE).search(self.text, start)
        if match is None:
            return self.text[start:], len(self.text)
        return self.text[start : match.start()].removesuffix("\n"), match.end()

    def here_string(self) -> bool:
        opening = _HERE_STRING.match(self.text, self.at)
        if opening is None or opening[1] + "@" in self.missing:
            return False
        closing = self.text.find(f"\n{opening[1]}@", opening.end() - 1)
        if closing < 0:
            self.missing.add(opening[1] + "@")
            return False
        self.add(self.text[opening.end() : closing], closing + 3)
        return True

    def redirect(self, sign: str) -> None:
        heredoc = _HEREDOC.match(self.text, self.at)
        if sign == "<" and heredoc:
            self.ends_word()
            self.raw.append(heredoc.group())
            self.awaited.append(heredoc.group(2))
            self.at = heredoc.end()
            return
        number = "".join(self.word or ())
        if number.isdigit():
            self.word = None
        self.ends_word()
        match = _REDIRECT.match(self.text, self.at)
        self.at = match.end() if match else self.at + 1
        if self.words and match:
            self.raw.append((number if number.isdigit() else "") + match.group())
            self.redirects = sign if not match.group(1) else ""

    def separates(self, sign: str) -> None:
        """`;`, `|`, `&`, `&&` and `||`."""
        self.ends_command()
        while self.text[self.at : self.at + 1] == sign:
            self.at += 1

    def ends_word(self) -> None:
        if self.word is None:
            return
        word, source = "".join(self.word), self.text[self.word_start : self.at]
        self.word = None
        if self.redirects:
            self.sink = word if self.redirects == ">" else self.sink
            self.redirects = ""
        else:
            self.words.append(word)
        self.raw.append(source)

    def ends_line(self) -> None:
        self.ends_word()
        self.at += 1
        if self.awaited:
            bodies = []
            start = self.at
            for delimiter in self.awaited:
                body, self.at = self.body(delimiter, self.at)
                bodies.append(body)
            self.stdin, self.awaited = bodies[-1], []
            self.raw.append("\n" + self.text[start : self.at])
        self.ends_command()
        self.skips_prompt()

    def ends_command(self) -> None:
        self.ends_word()
        if self.words:
            self.number += self.text.count("\n", self.counted, self.started)
            self.counted = self.started
            source = " ".join(self.raw).replace(" \n", "\n")
            self.commands.append(Command(tuple(self.words), source, self.number, self.stdin, self.sink))
        self.begins_command()

    def skips_prompt(self) -> None:
        prompt = _PROMPT.match(self.text, self.at)
        if prompt:
            self.at = prompt.end()

    def line_end(self) -> int:
        end = self.text.find("\n", self.at)
        return end if end >= 0 else len(self.text)

"""Command blocks are read word by word, as a shell would, and never run."""

from hypothesis import given
from hypothesis import strategies as st

from relcommit.plan.commands.shell_words import split


def read(text: str, *, powershell: bool = False) -> list[tuple[str, ...]]:
    return [one.words for one in split(text, 1, powershell=powershell)]


def test_chains_comments_and_continuations() -> None:
    text = "# nota\ncd app && git add a \\\n  b  # y ya\n(true); git push | cat\n"
    assert [one.source for one in split(text, 10)] == ["cd app", "git add a b", "(true)", "git push", "cat"]
    assert [one.line for one in split(text, 10)] == [11, 11, 13, 13, 13]


def test_quotes_of_every_kind() -> None:
    assert read('git commit -m "a \'b\'" -m \'c "d"\' -m $\'e\\nf\' -m "g\\nh" -m "\\"i\\"" j\\ k') == [
        ("git", "commit", "-m", "a 'b'", "-m", 'c "d"', "-m", "e\nf", "-m", "g\nh", "-m", '"i"', "j k")
    ]


def test_a_message_over_several_lines_is_one_word() -> None:
    assert read('git commit -m "feat: a\n\n- b"\ngit push') == [
        ("git", "commit", "-m", "feat: a\n\n- b"),
        ("git", "push"),
    ]


def test_here_documents_belong_to_their_command() -> None:
    first, second, third = split("git commit -F - <<'EOF'\nfeat: a\n\n$b\nEOF\ncat > m.txt <<X\nhola\nX\ngit push", 1)
    assert (first.stdin, second.sink, second.stdin) == ("feat: a\n\n$b", "m.txt", "hola")
    assert (third.words, third.line) == (("git", "push"), 9)


def test_a_substituted_here_document_is_the_word_itself() -> None:
    text = 'git commit -m "$(cat <<\'EOF\'\nfeat: "a"\nEOF\n)"\ngit commit -m $(cat <<EOF\nfix: b\nEOF\n)'
    assert read(text) == [("git", "commit", "-m", 'feat: "a"'), ("git", "commit", "-m", "fix: b")]


def test_powershell_has_its_own_quotes_and_continuations() -> None:
    text = "PS C:\\x> git commit `\n  -m \"a`nb\" -m @'\nc\n'd'\n'@\n$m = @\"\ne\n\"@\n"
    assert read(text, powershell=True) == [("git", "commit", "-m", "a\nb", "-m", "c\n'd'"), ("$m", "=", "e")]


def test_the_continuation_of_cmd() -> None:
    assert read("git add a ^\n b") == [("git", "add", "a", "b")]


def test_backticks_in_bash_quotes_do_not_escape() -> None:
    assert read('git commit -m "docs: usa `x`"') == [("git", "commit", "-m", "docs: usa `x`")]


def test_redirections_are_not_words() -> None:
    one = split("git push 2>&1 > log.txt", 1)[0]
    assert (one.words, one.sink, one.source) == (("git", "push"), "log.txt", "git push 2>&1 > log.txt")


def test_what_is_never_closed_swallows_nothing() -> None:
    assert read("echo \"abierto\ngit status\necho 'otro\ngit push\n$x")[1::2] == [("git", "status"), ("git", "push")]
    assert split("cat <<FIN\nsin fin", 1)[0].stdin == "sin fin"


def test_prompts_are_no_part_of_a_command() -> None:
    assert read("$ git status\nana@pc:~/x$ git push\n❯ git log") == [("git", "status"), ("git", "push"), ("git", "log")]


@given(st.text(alphabet="git -m\"'\\`$<>|&;#@(){}\nEOF x"), st.booleans())
def test_any_text_is_read_to_its_end(text: str, powershell: bool) -> None:
    for command in split(text, 1, powershell=powershell):
        assert command.words
        assert 1 <= command.line <= text.count("\n") + 1

"""Remotes' addresses are read as git reads them, and hosts are compared whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.forge.address import (
    PREFILLED_MAX,
    Address,
    api_address,
    api_host,
    has_credentials,
    is_cleartext,
    is_github,
    is_loopback,
    prefilled,
    read_address,
    web_address,
    without_credentials,
)


@pytest.mark.parametrize(
    ("remote", "scheme", "host", "port"),
    [
        ("https://github.com/ana/acme.git", "https", "github.com", None),
        ("https://github.com/ana/acme", "https", "github.com", None),
        ("https://github.com/ana/acme/", "https", "github.com", None),
        ("HTTPS://GitHub.COM/ana/acme.git", "https", "github.com", None),
        ("https://ana@github.com/ana/acme", "https", "github.com", None),
        ("https://www.github.com/ana/acme", "https", "github.com", None),
        ("git@github.com:ana/acme.git", "ssh", "github.com", None),
        ("github.com:ana/acme", "ssh", "github.com", None),
        ("git@github.com:/ana/acme.git", "ssh", "github.com", None),
        ("ssh://git@github.com/ana/acme.git", "ssh", "github.com", None),
        ("ssh://git@ssh.github.com:443/ana/acme.git", "ssh", "github.com", 443),
        ("git+ssh://git@github.com/ana/acme", "ssh", "github.com", None),
        ("git://github.com/ana/acme.git", "git", "github.com", None),
        ("https://git.empresa.es:8443/ana/acme.git", "https", "git.empresa.es", 8443),
        ("http://127.0.0.1:3000/ana/acme.git", "http", "127.0.0.1", 3000),
        ("http://127.0.0.1:3000/git/ana/acme.git", "http", "127.0.0.1", 3000),
        ("ssh://git@[::1]:22/ana/acme.git", "ssh", "::1", 22),
        ("git@[::1]:ana/acme.git", "ssh", "::1", None),
        ("[::1]:ana/acme.git", "ssh", "::1", None),
        ("https://github.com.evil.io/ana/acme", "https", "github.com.evil.io", None),
        (" https://github.com/ana/acme.git\n", "https", "github.com", None),
    ],
)
def test_every_way_of_writing_a_repository_is_read(remote: str, scheme: str, host: str, port: int | None) -> None:
    assert read_address(remote) == Address(scheme=scheme, host=host, port=port, repository="ana/acme")


@pytest.mark.parametrize(
    "remote",
    [
        "/srv/git/acme.git",
        "../origin.git",
        "./a:b/c.git",
        "C:\\repos\\ana\\acme",
        "C:/repos/ana/acme",
        "file:///srv/git/ana/acme.git",
        "ext::sh -c whoami ana/acme",
        "https:///ana/acme",
        "https://[::1/ana/acme",
        "[::1",
        "origin",
        "",
    ],
)
def test_what_is_on_no_server_is_nothing(remote: str) -> None:
    assert read_address(remote) is None


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/ana",
        "https://github.com/ana/grupo/acme",
        "https://github.com/ana/.git",
        "git@github.com:acme.git",
        "http://127.0.0.1:3000/acme.git",
        "https://github.com",
    ],
)
def test_a_path_that_is_no_repository_of_github_names_none(remote: str) -> None:
    address = read_address(remote)
    assert address is not None
    assert address.repository == ""


def test_a_port_that_cannot_be_is_no_port() -> None:
    address = read_address("https://git.empresa.es:99999/ana/acme")
    assert address is not None
    assert address.port is None
    assert address.repository == "ana/acme"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(remote: str) -> None:
    address = read_address(remote)
    assert address is None or (address.host and address.repository.count("/") <= len(remote))
    assert has_credentials(remote) in (True, False)
    without_credentials(remote)


@pytest.mark.parametrize(
    ("remote", "bare"),
    [
        ("https://ana:secreto@github.com/ana/acme.git", "https://github.com/ana/acme.git"),
        ("https://:secreto@github.com/ana/acme.git", "https://github.com/ana/acme.git"),
        ("https://x-access-token:ghs_1@github.com/a/b", "https://github.com/a/b"),
        ("https://ghp_0123456789@github.com/ana/acme", "https://github.com/ana/acme"),
        ("https://" + "0123456789abcdef" * 3 + "@git.empresa.es/a/b", "https://git.empresa.es/a/b"),
        ("ssh://git:secreto@github.com/ana/acme", "ssh://github.com/ana/acme"),
        ("https://a@b:c@git.empresa.es/a/b", "https://git.empresa.es/a/b"),
    ],
)
def test_credentials_in_an_address_are_seen_and_can_be_left_out(remote: str, bare: str) -> None:
    assert has_credentials(remote)
    assert without_credentials(remote) == bare
    assert not has_credentials(bare)


@pytest.mark.parametrize(
    "remote",
    ["https://ana@github.com/a/b", "git@github.com:a/b.git", "ssh://git@github.com/a/b", "../a@b:c", "/a/b"],
)
def test_a_user_name_alone_is_no_credential(remote: str) -> None:
    assert not has_credentials(remote)


def test_only_github_itself_is_github() -> None:
    assert is_github("github.com")
    assert is_github("acme.ghe.com")
    for host in ("github.com.evil.io", "evilgithub.com", "notghe.com", "ghe.com", "api.github.com", ""):
        assert not is_github(host)


@pytest.mark.parametrize(
    ("remote", "host", "api"),
    [
        ("git@github.com:a/b", "github.com", "https://api.github.com"),
        ("https://acme.ghe.com/a/b", "acme.ghe.com", "https://api.acme.ghe.com"),
        ("https://git.empresa.es/a/b", "git.empresa.es", "https://git.empresa.es/api/v3"),
        ("https://git.empresa.es:8443/a/b", "git.empresa.es", "https://git.empresa.es:8443/api/v3"),
        ("ssh://git@git.empresa.es:2222/a/b", "git.empresa.es", "https://git.empresa.es/api/v3"),
        ("http://git.empresa.es:8080/a/b", "git.empresa.es", "https://git.empresa.es/api/v3"),
        ("http://127.0.0.1:3000/a/b", "127.0.0.1", "http://127.0.0.1:3000/api/v3"),
        ("git@[::1]:a/b", "::1", "https://[::1]/api/v3"),
    ],
)
def test_each_server_has_its_api_and_each_api_its_host(remote: str, host: str, api: str) -> None:
    server = read_address(remote)
    assert server is not None
    assert api_address(server) == api
    assert api_host(api) == host


def test_people_look_where_the_api_serves() -> None:
    assert web_address("https://api.github.com") == "https://github.com"
    assert web_address("https://git.empresa.es/api/v3") == "https://git.empresa.es"
    assert web_address("http://127.0.0.1:3000/api/v3") == "http://127.0.0.1:3000"
    assert api_host("https://api.github.com.evil.io") == "api.github.com.evil.io"
    assert api_host("") == ""


def test_a_token_may_travel_in_the_clear_only_inside_this_machine() -> None:
    assert not is_cleartext("http://127.0.0.1:3000")
    assert not is_cleartext("http://localhost:3000/api/v3")
    assert not is_cleartext("http://[::1]:3000")
    assert not is_cleartext("https://git.empresa.es/api/v3")
    assert is_cleartext("http://git.empresa.es/api/v3")
    assert is_cleartext("git.empresa.es/api/v3")
    assert not is_loopback("127.0.0.1.evil.io")


def form(body: str, title: str = "docs: año nuevo & más") -> str:
    return prefilled("https://github.com", "ana/acme", base="main", head="docs/x", title=title, body=body)


def test_the_form_of_github_is_filled_in_and_escaped() -> None:
    assert form("Línea 1\n- [ ] a=b&c #1\n") == (
        "https://github.com/ana/acme/compare/main...docs/x?quick_pull=1"
        "&title=docs%3A%20a%C3%B1o%20nuevo%20%26%20m%C3%A1s"
        "&body=L%C3%ADnea%201%0A-%20%5B%20%5D%20a%3Db%26c%20%231"
    )


def test_a_long_body_loses_whole_lines_but_not_its_last() -> None:
    body = "".join(f"- [ ] paso número {number}\n" for number in range(1000)) + "<!-- fin -->\n"
    address = form(body)
    assert len(address) <= PREFILLED_MAX
    assert address.endswith("%0A%3C%21--%20fin%20--%3E")
    assert "paso%20n%C3%BAmero%200%0A" in address
    assert "paso%20n%C3%BAmero%20999" not in address


def test_a_body_of_one_endless_line_is_left_out() -> None:
    assert form("ñ" * 9000).endswith("&body=")
    assert form("a" * 9000 + "\nfin").endswith("&body=")


@given(st.text(max_size=3000), st.text(max_size=400))
def test_the_form_never_grows_beyond_its_limit(body: str, title: str) -> None:
    assert len(form(body * 4, title)) <= PREFILLED_MAX

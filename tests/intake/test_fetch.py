import gzip
import hashlib
import json
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.errors import Invalid, TooLarge
from desk.intake.addresses import is_inside, vetted
from desk.intake.fetch import FetchLimits, download, fetch
from desk.intake.outbound import Outbound, Unreachable, check_url, request
from desk.intake.pinned import Deadline, PinnedBackend
from tests.loopback import Answering, Site, answer
from tests.patience import patience

# A key and certificate for "news.example", made for these tests and trusted by nobody else.
CERTIFICATE = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgdJ8AMZ8h+AqG0Ku0
qi2oIoAoPngPOoux3HAsgDaqnNahRANCAATf21LE1lrq0BCjGnmEw7r/iILXiQsH
Kf5ee9ZtBvi8KYkM/wVZyxMu51KFOhVZ+Q1CN3ooaVQ8eMJ7wOs+NKpQ
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBZTCCAQqgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlkZXNrIHRl
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWRlc2sgdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN/bUsTWWurQEKMa
eYTDuv+IgteJCwcp/l571m0G+LwpiQz/BVnLEy7nUoU6FVn5DUI3eihpVDx4wnvA
6z40qlCjSzBJMBcGA1UdEQQQMA6CDG5ld3MuZXhhbXBsZTAPBgNVHRMBAf8EBTAD
AQH/MB0GA1UdDgQWBBSBQpLh06JU37c8cnCeZf+fcvUlDjAKBggqhkjOPQQDAgNJ
ADBGAiEAuHBZCeokBm0t6FzGRojIsFpz96trIeurpCYV8SBHWCMCIQDxgEuZLK7k
ePpCLkbaQZkxioE/mHRzSlNfPTGrlaG5WA==
-----END CERTIFICATE-----
"""

INSIDE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::7f00:1",
    "2001:0:53aa:64c:0:fb4f:80ff:fffe",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "2a00::5efe:10.0.0.1",
    "2a00::200:5efe:10.0.0.1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
OUTSIDE = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "172.32.0.1",
    "192.0.1.1",
    "2606:4700::1111",
    "2a00:1450::1",
    "2003::1",
]

REFUSED = [
    "file:///etc/passwd",
    "ftp://example.com/",
    "gopher://example.com/",
    "javascript:alert(1)",
    "//example.com/",
    "example.com",
    "",
    "http://",
    "http:///path",
    "http://user@example.com/",
    "http://user:secret@example.com/",
    "http://example.com\\@127.0.0.1/",
    "http://example.com:22/",
    "http://example.com:8080/",
    "http://example.com:99999/",
    "http://127.0.0.1/",
    "http://127.0.0.1:80/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://0X7F.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://2130706433/",
    "http://134744072/",
    "http://127.0.0.1./",
    "http://1.2.3.4.5/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001::7f00:1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[2606:4700::1111%25eth0]/",
    "http://[fec0::1]/",
    "http://[fd00::1]/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://app.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://%6c%6fcalhost/",
    "http://loc\u00adalhost/",
    "http://exa mple.com/",
    "http://example..com/",
    "http://a\nb.com/",
    "http://169.254.169.254/latest/meta-data",
    "https://10.1.2.3/",
    "http://" + "a" * 5000 + ".com/",
]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


class TestIsInside:
    @pytest.mark.parametrize("address", INSIDE)
    def test_it_knows_the_inside(self, address: str) -> None:
        assert is_inside(ip_address(address))

    @pytest.mark.parametrize("address", OUTSIDE)
    def test_it_lets_the_outside_pass(self, address: str) -> None:
        assert not is_inside(ip_address(address))

    @given(st.ip_addresses())
    def test_it_is_never_laxer_than_the_standard_library(self, address: IPv4Address | IPv6Address) -> None:
        assert is_inside(address) or address.is_global

    @given(st.ip_addresses(v=4))
    def test_it_refuses_every_ipv4_address_wrapped_in_ipv6(self, address: IPv4Address) -> None:
        number = int(address)
        wrapped = [number, 0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80]

        assert all(is_inside(IPv6Address(wrapping)) for wrapping in wrapped)


class TestVetted:
    def test_it_refuses_a_name_when_one_of_its_addresses_is_inside(self) -> None:
        with pytest.raises(Invalid, match="inside the network"):
            vetted("news.example", ["8.8.8.8", "10.0.0.1"])

    def test_it_refuses_an_address_with_a_zone(self) -> None:
        with pytest.raises(Invalid, match="inside the network"):
            vetted("news.example", ["2606:4700::1111%2"])

    def test_it_returns_addresses_that_are_all_outside(self) -> None:
        assert vetted("news.example", OUTSIDE) == OUTSIDE


class TestCheckUrl:
    @pytest.mark.parametrize("url", REFUSED)
    def test_it_refuses_in_one_sentence(self, url: str) -> None:
        with pytest.raises(Invalid) as refusal:
            check_url(url)

        sentence = str(refusal.value)
        assert sentence.endswith(".")
        assert len(sentence) < 300
        assert "secret" not in sentence

    @pytest.mark.parametrize(
        "url",
        [
            "http://example.com/",
            "https://example.com:443/a?b=c#d",
            "https://bücher.example/ä",
            "http://8.8.8.8/",
            "http://[2606:4700::1111]/",
            "http://localhost.example.com/",
            " https://example.com/ ",
        ],
    )
    def test_it_takes_public_addresses(self, url: str) -> None:
        assert check_url(url).host

    def test_it_exempts_an_origin_that_was_allowed_exactly(self) -> None:
        assert check_url("http://LOCALHOST:8000/x", frozenset({"http://localhost:8000"})).port == 8000

    @pytest.mark.parametrize(
        "url", ["https://localhost:8000/", "http://localhost:8001/", "http://127.0.0.1:8000/", "http://localhost/"]
    )
    def test_it_exempts_nothing_beside_that_origin(self, url: str) -> None:
        with pytest.raises(Invalid):
            check_url(url, frozenset({"http://localhost:8000"}))

    def test_it_reads_an_allowed_origin_without_a_port_as_the_usual_port(self) -> None:
        assert check_url("http://localhost:80/x", frozenset({"http://localhost"}))


class TestPinnedBackend:
    def test_it_looks_a_name_up_once_and_connects_to_that_address(self, site: Site) -> None:
        asked = []

        def resolve(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"]

        outbound = Outbound(Deadline(5), frozenset({f"http://news.example:{site.server.server_port}"}), resolve=resolve)
        site.routes["/"] = lambda handler: answer(handler, b"pinned")

        with request(f"http://news.example:{site.server.server_port}/", outbound) as received:
            content = b"".join(received.chunks)

        assert content == b"pinned"
        assert asked == ["news.example"]
        assert site.requests[0]["host"] == f"news.example:{site.server.server_port}"

    def test_it_refuses_a_name_that_leads_inside(self) -> None:
        outbound = Outbound(Deadline(5), resolve=lambda host, port: ["64:ff9b::7f00:1"])

        with pytest.raises(Invalid, match="leads to an address inside"), request("http://news.example/", outbound):
            pass

    def test_it_tries_the_next_address_when_one_does_not_answer(self, site: Site) -> None:
        backend = PinnedBackend(Deadline(5), exempt=True, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])

        backend.connect_tcp("news.example", site.server.server_port).close()

    def test_it_gives_up_on_a_name_that_is_not_found_in_time(self) -> None:
        backend = PinnedBackend(Deadline(0.1), resolve=lambda host, port: time.sleep(1) or [])

        with pytest.raises(httpcore.ConnectTimeout):
            backend.connect_tcp("news.example", 80)

    def test_it_knows_no_unix_sockets(self) -> None:
        with pytest.raises(NotImplementedError):
            PinnedBackend(Deadline(1)).connect_unix_socket("/run/engine.socket")


class TestFetch:
    def test_it_returns_content_type_and_charset(self, site: Site) -> None:
        site.routes["/page"] = lambda handler: answer(
            handler, "đặc".encode(), Content_Type='text/html; Charset="UTF-8"'
        )

        fetched = fetch(f"{site.origin}/page", allowed_origins=site.allowed)

        assert fetched.content == "đặc".encode()
        assert (fetched.content_type, fetched.charset) == ("text/html", "utf-8")
        assert fetched.url == f"{site.origin}/page"

    def test_it_leaves_the_type_empty_where_the_server_names_none(self, site: Site) -> None:
        site.routes["/page"] = lambda handler: answer(handler, b"x")

        fetched = fetch(f"{site.origin}/page", allowed_origins=site.allowed)

        assert (fetched.content_type, fetched.charset) == ("", None)

    def test_it_refuses_the_same_server_when_it_was_not_allowed(self, site: Site) -> None:
        with pytest.raises(Invalid):
            fetch(f"{site.origin}/page")

        assert site.requests == []

    def test_it_follows_a_redirect(self, site: Site) -> None:
        site.routes["/old"] = lambda handler: answer(handler, status=301, Location="/new?a=1#part")
        site.routes["/new?a=1"] = lambda handler: answer(handler, b"new")

        fetched = fetch(f"{site.origin}/old", allowed_origins=site.allowed)

        assert (fetched.content, fetched.url) == (b"new", f"{site.origin}/new?a=1")

    @pytest.mark.parametrize(
        "inside",
        ["http://127.0.0.1:1/", "http://[::ffff:127.0.0.1]/", "//localhost/", "file:///etc/passwd", "http://10.0.0.1/"],
    )
    def test_it_checks_a_redirect_again(self, site: Site, inside: str) -> None:
        site.routes["/old"] = lambda handler: answer(handler, status=302, Location=inside)

        with pytest.raises(Invalid):
            fetch(f"{site.origin}/old", allowed_origins=site.allowed)

    def test_it_does_not_follow_from_an_allowed_server_to_its_neighbour(self, site: Site) -> None:
        neighbour = Site()
        site.routes["/old"] = lambda handler: answer(handler, status=307, Location=f"{neighbour.origin}/secret")

        with pytest.raises(Invalid, match="only the ports 80 and 443"):
            fetch(f"{site.origin}/old", allowed_origins=site.allowed)

        assert neighbour.requests == []
        neighbour.close()

    def test_it_ends_a_circle_of_redirects(self, site: Site) -> None:
        site.routes["/old"] = lambda handler: answer(handler, status=302, Location="/old")

        with pytest.raises(Invalid, match="more than 5 times"):
            fetch(f"{site.origin}/old", allowed_origins=site.allowed)

        assert len(site.requests) == 6

    @pytest.mark.parametrize("status", [204, 206, 403, 404, 500])
    def test_it_names_the_status_of_a_page_that_is_not_there(self, site: Site, status: int) -> None:
        site.routes["/page"] = lambda handler: answer(handler, status=status)

        with pytest.raises(Invalid, match=str(status)):
            fetch(f"{site.origin}/page", allowed_origins=site.allowed)

    def test_it_refuses_what_says_that_it_is_too_large(self, site: Site) -> None:
        site.routes["/page"] = lambda handler: answer(handler, b"x", length=50 * 2**20)

        with pytest.raises(TooLarge, match="larger than the 10 MB"):
            fetch(f"{site.origin}/page", allowed_origins=site.allowed)

    def test_it_cuts_what_is_too_large_without_saying_so(self, site: Site) -> None:
        def flood(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            while True:
                handler.wfile.write(b"x" * 65536)

        site.routes["/page"] = flood

        with pytest.raises(TooLarge):
            fetch(f"{site.origin}/page", limits=FetchLimits(max_bytes=10**6), allowed_origins=site.allowed)

    @pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
    def test_it_unpacks(self, site: Site, encoding: str) -> None:
        text = "Tin tức ".encode() * 1000
        raw = zlib.compressobj(wbits=-15)
        packed = {
            "gzip": gzip.compress(text[:4000]) + gzip.compress(text[4000:]),
            "deflate": zlib.compress(text),
            "raw deflate": raw.compress(text) + raw.flush(),
        }[encoding]
        site.routes["/page"] = lambda handler: answer(handler, packed, Content_Encoding=encoding.removeprefix("raw "))

        assert fetch(f"{site.origin}/page", allowed_origins=site.allowed).content == text

    def test_it_cuts_a_gzip_bomb(self, site: Site) -> None:
        bomb = gzip.compress(bytes(200 * 2**20))
        site.routes["/page"] = lambda handler: answer(handler, bomb, Content_Encoding="gzip")

        with pytest.raises(TooLarge):
            fetch(f"{site.origin}/page", allowed_origins=site.allowed)

    def test_it_refuses_packing_that_it_did_not_ask_for(self, site: Site) -> None:
        site.routes["/page"] = lambda handler: answer(handler, b"x", Content_Encoding="br")

        with pytest.raises(Invalid, match="packed as “br”"):
            fetch(f"{site.origin}/page", allowed_origins=site.allowed)

    @pytest.mark.parametrize("packed", [b"no gzip at all", gzip.compress(b"text" * 100, mtime=0)[:-9]])
    def test_it_refuses_packed_content_that_is_broken(self, site: Site, packed: bytes) -> None:
        site.routes["/page"] = lambda handler: answer(handler, packed, Content_Encoding="gzip")

        with pytest.raises(Invalid, match=r"unpacked|not complete"):
            fetch(f"{site.origin}/page", allowed_origins=site.allowed)

    @pytest.mark.parametrize(
        "first", [b"", b"HTTP/1.1 200 OK\r\nX-", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"]
    )
    def test_it_cuts_a_server_that_trickles(self, site: Site, first: bytes) -> None:
        def trickle(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(first)
            for _ in range(6000):  # ten minutes
                handler.wfile.write(b"a")
                time.sleep(0.1)

        site.routes["/page"] = trickle

        with pytest.raises(Unreachable), patience():
            fetch(f"{site.origin}/page", limits=FetchLimits(total_seconds=0.6), allowed_origins=site.allowed)

    def test_it_gives_up_on_a_server_that_says_nothing(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            origin = f"http://127.0.0.1:{silent.getsockname()[1]}"

            with pytest.raises(Unreachable, match="in time"):
                fetch(origin, limits=FetchLimits(wait_seconds=0.2), allowed_origins=frozenset({origin}))

    def test_it_says_when_nobody_listens(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            origin = f"http://127.0.0.1:{server.getsockname()[1]}"

        with pytest.raises(Unreachable, match="refused"):
            fetch(origin, allowed_origins=frozenset({origin}))

    def test_it_says_when_the_connection_breaks_off(self, site: Site) -> None:
        site.routes["/page"] = lambda handler: answer(handler, b"half", length=8)

        with pytest.raises(Unreachable, match="broke off"):
            fetch(f"{site.origin}/page", allowed_origins=site.allowed)

    def test_it_heeds_no_proxy_of_the_environment(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
        site.routes["/page"] = lambda handler: answer(handler, b"direct")

        assert fetch(f"{site.origin}/page", allowed_origins=site.allowed).content == b"direct"


class TestCertificates:
    @pytest.fixture
    def port(self, site: Site, tmp_path: Path) -> int:
        (tmp_path / "pair.pem").write_text(CERTIFICATE)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(tmp_path / "pair.pem")
        site.server.socket = context.wrap_socket(site.server.socket, server_side=True, do_handshake_on_connect=False)
        site.server.handle_error = lambda request, client: None  # a client that refuses the certificate hangs up
        site.routes["/"] = lambda handler: answer(handler, b"secret")
        return site.server.server_port

    def get(self, host: str, port: int, trusted: bool) -> bytes:
        origin = f"https://{host}:{port}"
        authority = CERTIFICATE[CERTIFICATE.index("-----BEGIN CERT") :]
        context = ssl.create_default_context(cadata=authority) if trusted else None
        outbound = Outbound(
            Deadline(5), frozenset({origin}), resolve=lambda host, port: ["127.0.0.1"], ssl_context=context
        )
        with request(f"{origin}/", outbound) as received:
            return b"".join(received.chunks)

    def test_it_checks_the_certificate_against_the_name_not_the_pinned_address(self, port: int) -> None:
        assert self.get("news.example", port, trusted=True) == b"secret"

    def test_it_refuses_a_certificate_of_another_name(self, port: int) -> None:
        with pytest.raises(Invalid, match="certificate that cannot be trusted: Hostname mismatch"):
            self.get("other.example", port, trusted=True)

    def test_it_refuses_a_certificate_that_nobody_vouches_for(self, port: int) -> None:
        with pytest.raises(Invalid, match="certificate that cannot be trusted: self-signed"):
            self.get("news.example", port, trusted=False)


class TestDownload:
    CONTENT = bytes(range(256)) * 4000

    def ranged(self, cut_at: int | None = None, tag: str = '"v1"') -> Answering:
        """A server that knows ranges, whose connection breaks once after `cut_at` bytes of the file."""
        cuts = [cut_at]

        def handle(handler: BaseHTTPRequestHandler) -> None:
            wanted = handler.headers.get("Range", "") if handler.headers.get("If-Range") == tag else ""
            start = int(wanted.removeprefix("bytes=").removesuffix("-") or 0)
            rest, cut = self.CONTENT[start:], cuts.pop() if cuts else None
            headers = {"ETag": tag}
            if start:
                headers["Content-Range"] = f"bytes {start}-{len(self.CONTENT) - 1}/{len(self.CONTENT)}"
            answer(handler, rest[:cut], 206 if start else 200, len(rest), **headers)

        return handle

    def test_it_writes_the_file_and_returns_its_checksum(self, site: Site, tmp_path: Path) -> None:
        site.routes["/file"] = self.ranged()
        seen: list[tuple[int, int | None]] = []

        checksum = download(
            f"{site.origin}/file",
            tmp_path / "file",
            max_bytes=10**7,
            allowed_origins=site.allowed,
            progress=lambda have, total: seen.append((have, total)),
        )

        assert checksum == hashlib.sha256(self.CONTENT).hexdigest()
        assert (tmp_path / "file").read_bytes() == self.CONTENT
        assert seen[-1] == (len(self.CONTENT), len(self.CONTENT))
        assert [path.name for path in tmp_path.iterdir()] == ["file"]

    def test_it_resumes_at_once_after_a_cut(self, site: Site, tmp_path: Path) -> None:
        site.routes["/file"] = self.ranged(cut_at=300_000)

        checksum = download(f"{site.origin}/file", tmp_path / "file", max_bytes=10**7, allowed_origins=site.allowed)

        assert checksum == hashlib.sha256(self.CONTENT).hexdigest()
        assert [request.get("range") for request in site.requests] == [None, "bytes=300000-"]

    def half(self, site: Site, tmp_path: Path) -> Path:
        """The state after a process that died in the middle."""
        (tmp_path / "file.part").write_bytes(self.CONTENT[:1000])
        (tmp_path / "file.part.json").write_text(json.dumps({"url": f"{site.origin}/file", "validator": '"v1"'}))
        return tmp_path / "file"

    def test_it_resumes_what_an_earlier_run_left(self, site: Site, tmp_path: Path) -> None:
        site.routes["/file"] = self.ranged()

        download(f"{site.origin}/file", self.half(site, tmp_path), max_bytes=10**7, allowed_origins=site.allowed)

        assert (tmp_path / "file").read_bytes() == self.CONTENT
        assert site.requests[0]["range"] == "bytes=1000-"

    def test_it_begins_again_when_asked(self, site: Site, tmp_path: Path) -> None:
        site.routes["/file"] = self.ranged()
        path = self.half(site, tmp_path)

        download(f"{site.origin}/file", path, max_bytes=10**7, allowed_origins=site.allowed, resume=False)

        assert "range" not in site.requests[0]

    def test_it_begins_again_when_the_file_has_changed_meanwhile(self, site: Site, tmp_path: Path) -> None:
        site.routes["/file"] = self.ranged(tag='"v2"')

        download(f"{site.origin}/file", self.half(site, tmp_path), max_bytes=10**7, allowed_origins=site.allowed)

        assert (tmp_path / "file").read_bytes() == self.CONTENT

    def test_it_begins_again_when_the_server_sends_another_part(self, site: Site, tmp_path: Path) -> None:
        def other(handler: BaseHTTPRequestHandler) -> None:
            if handler.headers.get("Range"):
                answer(handler, b"xyz", 206, Content_Range="bytes 5-7/8")
            else:
                answer(handler, self.CONTENT)

        site.routes["/file"] = other

        download(f"{site.origin}/file", self.half(site, tmp_path), max_bytes=10**7, allowed_origins=site.allowed)

        assert (tmp_path / "file").read_bytes() == self.CONTENT

    def test_it_does_not_mix_two_versions_of_a_server_that_heeds_no_mark(self, site: Site, tmp_path: Path) -> None:
        def careless(handler: BaseHTTPRequestHandler) -> None:
            start = int(handler.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
            rest = b"new" * 1000
            part = {"Content-Range": f"bytes {start}-2999/3000"} if start else {}
            answer(handler, rest[start:], 206 if start else 200, ETag='"v2"', **part)

        site.routes["/file"] = careless

        download(f"{site.origin}/file", self.half(site, tmp_path), max_bytes=10**7, allowed_origins=site.allowed)

        assert (tmp_path / "file").read_bytes() == b"new" * 1000

    def test_it_notices_that_another_process_writes_the_same_file(self, site: Site, tmp_path: Path) -> None:
        site.routes["/file"] = self.ranged()

        def meddle(have: int, total: int | None) -> None:
            if have == total:
                with (tmp_path / "file.part").open("ab") as file:
                    file.write(b"of another download")

        with pytest.raises(Unreachable, match="twice at once"):
            download(
                f"{site.origin}/file", tmp_path / "file", max_bytes=10**7, allowed_origins=site.allowed, progress=meddle
            )

        assert list(tmp_path.iterdir()) == []

    def test_it_does_not_mix_two_versions_of_a_server_without_marks(self, site: Site, tmp_path: Path) -> None:
        bodies = [b"old" * 100, b"new" * 100]

        def handle(handler: BaseHTTPRequestHandler) -> None:
            body = bodies.pop(0)
            answer(handler, body if not bodies else body[:150], length=len(body))

        site.routes["/file"] = handle

        download(f"{site.origin}/file", tmp_path / "file", max_bytes=10**7, allowed_origins=site.allowed)

        assert (tmp_path / "file").read_bytes() == b"new" * 100

    def test_it_stops_when_nothing_more_comes(self, site: Site, tmp_path: Path) -> None:
        site.routes["/file"] = lambda handler: answer(handler, b"", length=8)

        with pytest.raises(Unreachable):
            download(f"{site.origin}/file", tmp_path / "file", max_bytes=100, allowed_origins=site.allowed)

        assert len(site.requests) == 1
        assert not (tmp_path / "file").exists()

    def test_it_refuses_a_file_that_is_too_large(self, site: Site, tmp_path: Path) -> None:
        site.routes["/file"] = self.ranged()

        with pytest.raises(TooLarge):
            download(f"{site.origin}/file", tmp_path / "file", max_bytes=1000, allowed_origins=site.allowed)

        assert not (tmp_path / "file").exists()

    def test_it_refuses_an_address_inside_the_network(self, tmp_path: Path) -> None:
        with pytest.raises(Invalid):
            download("http://127.0.0.1/file", tmp_path / "file", max_bytes=1000)

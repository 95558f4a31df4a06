"""A small proxy: 502 where nobody answers behind it, 503 while the maintenance page is on.

A request waits for some seconds for a service that is being restarted, as Caddy does with lb_try_duration: so a
restart is slow for some users and an error for none. What was answered in part is never asked again.
"""

import argparse
import asyncio
import pathlib

LARGEST_HEAD = 64 * 1024
ONE_TRY = 60


def answer(status: str, text: str) -> bytes:
    body = text.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def forwarded(head: bytes) -> bytes:
    """The head of the request, with a connection that ends after one answer."""
    lines = head.rstrip(b"\r\n").split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith((b"connection:", b"keep-alive:"))]
    return b"\r\n".join(kept + [b"Connection: close", b"", b""])


def length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


class Front:
    def __init__(self, options: argparse.Namespace):
        self.options = options

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        began = asyncio.get_running_loop().time()
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.readexactly(length(head))
            if self.options.maintenance.exists():
                status = self.say(answer("503 Service Unavailable", "Under maintenance.\n"), writer)
            else:
                status = await self.pass_on(head, body, writer)
            await writer.drain()
            self.note(head, status, asyncio.get_running_loop().time() - began)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            pass  # the one who asked has gone, or has asked for nothing that is HTTP
        finally:
            writer.close()

    @staticmethod
    def say(text: bytes, writer: asyncio.StreamWriter) -> bytes:
        writer.write(text)
        return text

    def note(self, head: bytes, status: bytes, seconds: float) -> None:
        """A line of the log, where there is one, with the time at its end."""
        if self.options.log is not None:
            method, target = head.split(b" ", 2)[:2]
            words = b" ".join([method, target.partition(b"?")[0], status[9:12]])
            with self.options.log.open("a") as log:
                log.write(f"{words.decode(errors='replace')} {seconds:.3f}\n")

    async def pass_on(self, head: bytes, body: bytes, writer: asyncio.StreamWriter) -> bytes:
        """The beginning of what was answered."""
        until = asyncio.get_running_loop().time() + self.options.patience
        again = head.startswith((b"GET ", b"HEAD "))
        while not (answered := await self.try_once(head, body, writer)):
            if not again or asyncio.get_running_loop().time() > until:
                return self.say(answer("502 Bad Gateway", "Nobody answers behind this address.\n"), writer)
            await asyncio.sleep(0.05)
        return answered

    async def try_once(self, head: bytes, body: bytes, writer: asyncio.StreamWriter) -> bytes:
        """The beginning of what somebody has answered; empty where nobody has."""
        answered = b""
        upstream = None
        try:
            source, upstream = await asyncio.open_connection("127.0.0.1", self.options.to)
            upstream.write(forwarded(head) + body)
            await upstream.drain()
            while part := await asyncio.wait_for(source.read(65536), ONE_TRY):
                answered = answered or part
                writer.write(part)
                await writer.drain()
        except (OSError, asyncio.TimeoutError):
            pass
        finally:
            if upstream is not None:
                upstream.close()
        return answered


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--listen", type=int, required=True)
    parser.add_argument("--to", type=int, required=True)
    parser.add_argument("--patience", type=float, default=5, help="seconds for which a service may be away")
    parser.add_argument("--maintenance", type=pathlib.Path, required=True, help="the page is on while this file is there")
    parser.add_argument("--log", type=pathlib.Path, help="gets a line for each request, with the seconds that it took")
    parser.add_argument("--address", type=pathlib.Path, required=True, help="written once it listens")
    options = parser.parse_args()
    server = await asyncio.start_server(
        Front(options).serve, "127.0.0.1", options.listen, limit=LARGEST_HEAD, reuse_address=True)
    options.address.write_text(f"http://127.0.0.1:{options.listen}\n")
    async with server:
        await server.serve_forever()


asyncio.run(main())

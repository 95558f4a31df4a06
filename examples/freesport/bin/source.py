"""The accounting system, as far as the shop sees it: it says whether it is well."""

import argparse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Source(BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.path == "/health"
        body = b"ok\n" if known else b"There is nothing else here.\n"
        self.send_response(200 if known else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


parser = argparse.ArgumentParser()
parser.add_argument("--listen", type=int, required=True)
ThreadingHTTPServer(("127.0.0.1", parser.parse_args().listen), Source).serve_forever()

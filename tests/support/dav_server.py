"""WebDAV servers on this machine for tests: a real one (rclone), and one that does what no server should.

    with RealServer(folder, "so-tc", "mật khẩu") as server:     # server.address is http://127.0.0.1:…/
    with WrongServer("lie") as server: server.address, server.requests
"""

import http.server
import pathlib
import socket
import subprocess
import threading
import time
import urllib.parse


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RealServer:
    def __init__(self, folder, user=None, password=None, port=None, certificate=None, key=None):
        self.folder, self.user, self.password = pathlib.Path(folder), user, password
        self.port = port or free_port()
        self.certificate, self.key = certificate, key
        self.process = None

    @property
    def address(self):
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}/"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        login = ["--user", self.user, "--pass", self.password] if self.user else []
        tls = ["--cert", str(self.certificate), "--key", str(self.key)] if self.certificate else []
        self.process = subprocess.Popen(
            ["rclone", "serve", "webdav", str(self.folder), "--addr", f"127.0.0.1:{self.port}", "--config", "/dev/null",
             "--dir-cache-time", "0s", *login, *tls], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("rclone does not answer")

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None


class WrongServer:
    """A server with one fault: "lie" (keeps something else), "lose" (says 201 and keeps nothing), "full" (507),
    "closed" (401 for everybody), "forbid" (403), "hang" (takes the connection and is silent), "hang-back" (silent when
    read back), "drop" (ends the connection in the middle of an upload), "elsewhere" (leads to another page), "endless"
    (never stops sending), "other" (the name is taken by other contents), "missing" (no such folder), "error" (500)."""

    def __init__(self, fault):
        self.fault, self.files, self.requests = fault, {}, []
        self.ending = threading.Event()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, code, body=b"", **headers):
                self.send_response(code)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("DAV", "1,2")
                self.send_header("Allow", "OPTIONS, GET, HEAD, PUT, MOVE, DELETE, PROPFIND")
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def serve(self):
                self.path = urllib.parse.unquote(self.path)
                outer.requests.append(f"{self.command} {self.path}")
                fault, size = outer.fault, int(self.headers.get("Content-Length") or 0)
                if fault == "hang" or (fault == "hang-back" and self.command == "GET" and self.path in outer.files):
                    outer.ending.wait(120)
                    self.close_connection = True
                    return
                if fault == "drop" and self.command == "PUT":
                    self.rfile.read(min(size, 1000))
                    self.connection.shutdown(socket.SHUT_RDWR)
                    self.close_connection = True
                    return
                body = self.rfile.read(size)
                if fault == "closed":
                    self.answer(401, WWW_Authenticate='Basic realm="nop"')
                elif fault == "elsewhere":
                    self.answer(302, Location="http://127.0.0.1:1/dang-nhap")
                elif fault == "error":
                    self.answer(500)
                else:
                    getattr(self, "on_" + self.command.lower())(body)

            def on_options(self, _):
                self.answer(200)

            def on_propfind(self, _):
                folder = self.path.endswith("/")
                if not folder and self.path not in outer.files:
                    self.answer(404)
                    return
                kind = "<D:collection/>" if folder else ""
                self.answer(207, ('<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:response><D:href>' + self.path +
                                  "</D:href><D:propstat><D:prop><D:resourcetype>" + kind + "</D:resourcetype>"
                                  "<D:getcontentlength>0</D:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status>"
                                  "</D:propstat></D:response></D:multistatus>").encode(), Content_Type="application/xml")

            def on_get(self, _):
                if outer.fault == "endless":
                    self.send_response(200)
                    self.end_headers()
                    try:
                        while not outer.ending.is_set():
                            self.wfile.write(b"x" * 65536)
                            time.sleep(0.005)  # as fast as a network; 2 GiB at once are too much for the office
                    except OSError:
                        pass
                    self.close_connection = True
                elif outer.fault == "other":
                    self.answer(200, b"another office's sheet")
                elif self.path in outer.files:
                    self.answer(200, outer.files[self.path])
                else:
                    self.answer(404)

            on_head = on_get

            def on_put(self, body):
                codes = {"full": 507, "forbid": 403, "missing": 409}
                if outer.fault in codes:
                    self.answer(codes[outer.fault])
                    return
                if outer.fault != "lose":
                    outer.files[self.path] = body[:-1] + b"!" if outer.fault == "lie" else body
                self.answer(201)

            def on_move(self, _):
                target = urllib.parse.unquote("/" + self.headers["Destination"].split("/", 3)[3])
                if self.path in outer.files:
                    outer.files[target] = outer.files.pop(self.path)
                self.answer(201)

            def on_delete(self, _):
                outer.files.pop(self.path, None)
                self.answer(204)

            do_OPTIONS = do_GET = do_HEAD = do_PUT = do_MOVE = do_DELETE = do_PROPFIND = serve

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/nop/"

    def recover(self):
        """As after a restart: what hung is cut off."""
        self.fault = "none"
        self.ending.set()
        self.files.clear()

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.server.shutdown()
        self.server.server_close()

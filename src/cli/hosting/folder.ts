import type { BuiltSite } from './built-site.ts';
import { WRITTEN_BY, type Preset } from './preset.ts';
import { ASK_AGAIN, everyAnswer, KEEP_FOREVER, NAMED_PATTERN, TYPES } from './site-headers.ts';
import { startHere } from './start-here.ts';

/** A folder on a file share or a stick, for machines that reach no server. */
export const folder: Preset = {
  about: 'a folder on a file share: a page that says how, and a server in one file',
  make: (site) => ({
    files: [
      { place: 'site', path: 'START-HERE.html', text: startHere() },
      { place: 'site', path: 'serve.py', text: serverOf(site) },
    ],
    next: [
      `Copy ${site.folder} to the share, and tell people to open START-HERE.html in it.`,
      'A page that is opened as a file cannot load scripts: courses and labs need "python3 serve.py".',
    ],
  }),
};

/** Python's own server with the site's headers, types and compressed copies; nothing but the standard library of 3.8. */
function serverOf({ base, isIsolated }: BuiltSite): string {
  return `#!/usr/bin/env python3
# ${WRITTEN_BY}
"""python3 serve.py [PORT]: serves the folder that this file is in, to this machine only, and opens it in the browser."""
import os
import re
import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BASE = ${JSON.stringify(base)}
HEADERS = ${pythonOf(everyAnswer(isIsolated))}
TYPES = ${pythonOf(TYPES)}
NAMED = re.compile(r"^${NAMED_PATTERN}", re.ASCII)


class Site(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Plumbline"
    sys_version = ""
    file = ""
    encoding = None

    def send_head(self):
        """Answers with a compressed copy where there is one and the browser takes it."""
        self.file, self.encoding = "", None
        path = self.path.split("?", 1)[0].split("#", 1)[0]
        if path + "/" == BASE:
            return self.move_to(BASE)
        if not path.startswith(BASE):
            return self.not_found()
        self.path = "/" + path[len(BASE):]
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            if not self.path.endswith("/"):
                return self.move_to(path + "/")
            file = file / "index.html"
        if not file.is_file() or self.path.endswith("/") and file.name != "index.html":
            return self.not_found()
        return self.send(file, 200)

    def send(self, file, status):
        self.file = file.relative_to(FOLDER).as_posix()
        ending = file.suffix[1:]
        kind = TYPES.get(ending, "application/octet-stream")
        wanted = self.headers.get("Accept-Encoding", "")
        for name, copy in (("br", ".br"), ("gzip", ".gz")):
            beside = Path(str(file) + copy)
            if re.search(r"\\b" + name + r"\\b", wanted) and beside.is_file():
                file, self.encoding = beside, name
                break
        opened = file.open("rb")
        stat = os.fstat(opened.fileno())
        tag = '"%x-%x"' % (stat.st_mtime_ns, stat.st_size)
        if status == 200 and self.headers.get("If-None-Match") == tag:
            opened.close()
            self.send_response(304)
            self.send_header("ETag", tag)
            self.end_headers()
            return None
        self.send_response(status)
        self.send_header("Content-Type", kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
        self.send_header("Content-Length", str(stat.st_size))
        self.send_header("ETag", tag)
        self.end_headers()
        return opened

    def end_headers(self):
        kept = self.file if NAMED.match(self.file) else ""
        self.send_header("Cache-Control", ${JSON.stringify(KEEP_FOREVER)} if kept else ${JSON.stringify(ASK_AGAIN)})
        self.send_header("Vary", "Accept-Encoding")
        if self.encoding:
            self.send_header("Content-Encoding", self.encoding)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def move_to(self, path):
        self.send_response(301)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def not_found(self):
        return self.send(FOLDER / "404.html", 404)

    def log_message(self, *_):
        pass


def wanted_port():
    word = sys.argv[1] if len(sys.argv) > 1 else "8000"
    if re.fullmatch("[0-9]{1,5}", word) and int(word) < 65536:
        return int(word)
    sys.exit(f'A port is a number from 1 to 65535, and "{word}" is none. Type: python3 serve.py 8001')


def main():
    port = wanted_port()
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Site, directory=str(FOLDER)))
    except OSError as error:
        sys.exit(f"Port {port} cannot be used ({error.strerror}). Choose another: python3 serve.py 8001")
    address = f"http://127.0.0.1:{server.server_port}{BASE}"
    print(f"Plumbline is ready at {address} for as long as this window is open.", flush=True)
    if sys.stdout.isatty():
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
`;
}

function pythonOf(record: Readonly<Record<string, string>>): string {
  const lines = Object.entries(record).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`,
  );
  return `{\n${lines.join('\n')}\n}`;
}

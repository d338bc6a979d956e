import { THROUGH, type Attack } from './attack.ts';

const python = (tries: string, program: string, rest: Partial<Attack>): Attack => ({
  tries,
  language: 'python',
  program,
  never: THROUGH,
  ...rest,
});

/** Python that gathers every object of JavaScript that can be reached, as `found`. */
const JAVASCRIPT_OBJECTS = `import gc, sys
reachable, seen = list(gc.get_objects()) + list(sys.modules.values()), set()
found = []
for _ in range(6):
    more = []
    for thing in reachable:
        if id(thing) in seen: continue
        seen.add(id(thing))
        if "JsProxy" in [one.__name__ for one in type(thing).__mro__]: found.append(thing)
        more.extend(gc.get_referents(thing))
    reachable = more`;

/** Attacks by mass, by archives, and by what a program leaves behind. */
export const KERNEL_ATTACKS: readonly Attack[] = [
  python(
    'Python makes a hundred thousand files',
    `import os
try:
    for i in range(100_000): os.close(os.open(f"f{i}", os.O_CREAT | os.O_WRONLY))
    print("GOT" + "-THROUGH")
except OSError as error:
    print("refused", error.strerror)
`,
    { says: 'refused' },
  ),
  {
    tries: 'the shell starts ten thousand programs',
    language: 'shell',
    program: `for i in $(seq 1 10000); do sleep 1000 & done; echo end`,
    ends: 'when killed',
    never: THROUGH,
  },
  {
    tries: 'the shell starts another as it exits',
    language: 'shell',
    program: `trap 'sleep 1000 &' EXIT; echo end`,
    says: 'end',
    never: THROUGH,
  },
  {
    tries: 'the shell starts itself again as it exits',
    language: 'shell',
    program: `printf 'trap "bash again.sh &" EXIT\\n' > again.sh; bash again.sh; echo end`,
    ends: 'when killed',
    never: THROUGH,
  },
  python(
    'Python starts another as it exits',
    `import atexit, subprocess
atexit.register(lambda: subprocess.Popen(["sleep", "1000"]))
print("end")
`,
    { says: 'end' },
  ),
  python(
    'Python unpacks a zip bomb',
    `import zipfile
with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
    with bomb.open("zeros", "w", force_zip64=True) as part:
        for _ in range(300): part.write(bytes(2 ** 20))
try:
    zipfile.ZipFile("bomb.zip").extractall("out")
    print("GOT" + "-THROUGH")
except (OSError, MemoryError) as error:
    print("refused", error)
`,
    { says: 'refused' },
  ),
  python(
    'Python writes an archive that leaves its folder, and unpacks it',
    `import io, tarfile, os
with tarfile.open("x.tar", "w") as tar:
    for name in ("../../escaped", "/escaped"):
        tar.addfile(tarfile.TarInfo(name), io.BytesIO())
os.mkdir("out")
try:
    tarfile.open("x.tar").extractall("out")
    print("unpacked")
except tarfile.TarError as error:
    print("refused", type(error).__name__)
print(os.path.exists("../escaped") and "GOT" + "-THROUGH")
`,
    { says: 'refused OutsideDestinationError' },
  ),
  {
    tries: 'the shell unpacks a tar that leaves its folder',
    language: 'shell',
    program: `python3 -c '
import io, tarfile
with tarfile.open("x.tar", "w") as tar:
    for name in ("../escaped", "a/../../escaped", "/escaped"):
        tar.addfile(tarfile.TarInfo(name), io.BytesIO())
    link = tarfile.TarInfo("out-of-it"); link.type = tarfile.SYMTYPE; link.linkname = "../linked"
    tar.addfile(link)
    tar.addfile(tarfile.TarInfo("out-of-it"), io.BytesIO())
'; mkdir deep; cd deep; tar xf ../x.tar; cd ..; ls; test -e escaped && echo GOT"-THROUGH"; test -e linked && echo GOT"-THROUGH"; test -e /escaped && echo GOT"-THROUGH"; echo end`,
    says: 'end',
    never: THROUGH,
  },
  {
    tries: 'the shell unpacks a zip that leaves its folder',
    language: 'shell',
    program: `python3 -c '
import zipfile
with zipfile.ZipFile("x.zip", "w") as archive:
    for name in ("../escaped", "a/../../escaped", "/escaped", "..\\\\escaped"): archive.writestr(name, "x")
'; mkdir deep; cd deep; unzip -o ../x.zip; cd ..; test -e escaped && echo GOT"-THROUGH"; test -e /escaped && echo GOT"-THROUGH"; echo end`,
    says: 'end',
    never: THROUGH,
  },
  {
    tries: 'the shell unpacks a tar bomb',
    language: 'shell',
    program: `python3 -c '
import io, tarfile
class Zeros(io.RawIOBase):
    def read(self, n=-1): return bytes(n)
info = tarfile.TarInfo("zeros"); info.size = 100 * 2 ** 20
with tarfile.open("x.tar.gz", "w:gz", compresslevel=1) as tar: tar.addfile(info, Zeros())
'; tar xzf x.tar.gz && echo GOT"-THROUGH"; echo end`,
    says: 'end',
    never: THROUGH,
  },
  {
    tries: 'the shell prints what forges a verdict, a title, a link and the clipboard',
    language: 'shell',
    program: `printf '\\033[2J\\033[H8 of 8 checks hold\\033]0;passed\\007\\033]52;c;cHduZWQ=\\007\\033]8;;{outside}\\033\\\\click\\033]8;;\\033\\\\'; echo end`,
    says: 'end',
    never: THROUGH,
  },
  python(
    'Python hands on an environment of ten megabytes',
    `import os, subprocess
os.environ["X"] = "x" * (10 * 2 ** 20)
try:
    print(subprocess.run(["true"]).returncode)
except OSError as error:
    print("refused", error.strerror)
print("end")
`,
    { says: 'end' },
  ),
  python(
    'Python looks for objects of JavaScript everywhere, and makes code of them',
    `${JAVASCRIPT_OBJECTS}
for thing in found:
    for words in ("return 1", "return globalThis", "return process"):
        try:
            thing.constructor.constructor(words)()
            print("GOT" + "-THROUGH")
        except BaseException:
            pass
    for name in ("process", "require", "postMessage", "fetch", "runScript", "importScripts"):
        try:
            print("GOT" + "-THROUGH", getattr(thing, name)) if getattr(thing, name) else None
        except BaseException:
            pass
print("end", len(found) > 0)
`,
    { says: 'end True' },
  ),
  python(
    'Python pollutes the prototypes of the objects of JavaScript that it finds',
    `${JAVASCRIPT_OBJECTS}
for thing in found:
    try:
        at = thing.constructor.prototype
        for name in ("type", "code", "delta", "message", "then", "toJSON"): setattr(at, name, 0)
    except BaseException:
        pass
raise SystemExit(7)
`,
    { exitCode: 7 },
  ),
];

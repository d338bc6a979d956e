#!/usr/bin/env python3
import hashlib, json, os, sys


def fail(reason):
    sys.stderr.write(f"{reason}\n")
    raise SystemExit(2)


def table(folder):
    if not os.path.isdir(folder):
        fail(f"{folder} is not a folder")
    found = {}
    pending = [""]
    while pending:
        here = pending.pop()
        for item in os.scandir(os.path.join(folder, here)):
            path = f"{here}/{item.name}" if here else item.name
            if item.is_dir(follow_symlinks=False):
                pending.append(path)
            elif item.is_file(follow_symlinks=False):
                with open(item.path, "rb") as source:
                    found[path] = hashlib.md5(source.read()).hexdigest()
    return found


def tree(digests):
    entries = [{"md5": digests[path], "relpath": path} for path in sorted(digests)]
    return hashlib.md5(json.dumps(entries).encode()).hexdigest() + ".dir"


try:
    with open(sys.argv[1], "rb") as source:
        given = json.load(source)
    then = {file["path"]: file["md5"] for file in given["files"]}
    wanted = given["tree"]
except (OSError, ValueError, LookupError, TypeError) as error:
    fail(f"{sys.argv[1]}: {error}")

answer = {"others": {}, "match": None}
for folder in sys.argv[2:]:
    now = table(folder)
    if tree(now) == wanted:
        answer["match"] = folder
        continue
    both = set(then) & set(now)
    answer["others"][folder] = {
        "changed": [path for path in both if then[path] != now[path]],
        "removed": list(set(then) - set(now)),
        "added": list(set(now) - set(then)),
        "same": len(both),
    }
print(json.dumps(answer))
raise SystemExit(0 if answer["match"] else 1)

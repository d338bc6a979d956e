import hashlib
import json
import sys
from pathlib import Path


def md5(path):
    digest = hashlib.md5()
    with path.open("rb") as source:
        while chunk := source.read(65536):
            digest.update(chunk)
    return digest.hexdigest()


def walk(folder):
    for child in folder.iterdir():
        if child.is_symlink():
            continue
        if child.is_dir():
            yield from walk(child)
        elif child.is_file():
            yield child


def manifest(folder):
    root = Path(folder)
    by_path = {child.relative_to(root).as_posix(): child for child in walk(root)}
    files = [
        {"md5": md5(by_path[path]), "path": path, "size": by_path[path].stat().st_size}
        for path in sorted(by_path)
    ]
    listing = [{"relpath": file["path"], "md5": file["md5"]} for file in files]
    text = json.dumps(listing, sort_keys=True)
    return {"tree": hashlib.md5(text.encode("ascii")).hexdigest() + ".dir", "files": files}


if __name__ == "__main__":
    json.dump(manifest(sys.argv[1]), sys.stdout, ensure_ascii=False)

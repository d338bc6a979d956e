set -e
python3 -c "import secrets; print(f'HL_PSEUDO_KEY={secrets.token_hex(32)}\nHL_PSEUDO_KID=k2')" > .env

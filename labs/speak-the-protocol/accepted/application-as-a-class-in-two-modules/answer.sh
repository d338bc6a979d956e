set -e
mv service/app.py service/protocol.py
cat > service/app.py <<'EOF'
"""The application; the protocol stands in protocol.py."""

from service import protocol


class Application:
    async def __call__(self, scope, receive, send):
        assert scope["type"] in ("http", "lifespan")
        if scope["type"] == "lifespan":
            raise RuntimeError("this application knows no lifespan")
        await protocol.app(scope, receive, send)


app = Application()
EOF

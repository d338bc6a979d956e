set -e
mv service/app.py service/protocol.py
printf '%s\n' 'from service.protocol import app' > service/app.py

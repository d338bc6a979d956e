"""Serve the application on port 8080, for curl: python3 serve.py"""

import uvicorn

if __name__ == "__main__":
    uvicorn.run("service.app:app", host="127.0.0.1", port=8080)

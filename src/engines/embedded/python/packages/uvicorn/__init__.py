"""uvicorn, lab edition: serves ASGI and WSGI applications on ports of the lab, with the options and words of uvicorn."""

from uvicorn.config import Config
from uvicorn.main import main, run
from uvicorn.server import Server

__version__ = '0.38.0+lab'
__all__ = ['main', 'run', 'Config', 'Server']

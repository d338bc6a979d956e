import importlib
import inspect
import logging
import sys

LEVELS = {'critical': 50, 'error': 40, 'warning': 30, 'info': 20, 'debug': 10, 'trace': 5}


class ImportFromStringError(Exception):
    pass


def import_from_string(text):
    """The object that 'module:attribute' names."""
    if not isinstance(text, str):
        return text
    module_name, _, attributes = text.partition(':')
    if not module_name or not attributes:
        raise ImportFromStringError(f'Import string "{text}" must be in format "<module>:<attribute>".')
    try:
        instance = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name != module_name:
            raise
        raise ImportFromStringError(f'Could not import module "{module_name}".') from None
    try:
        for attribute in attributes.split('.'):
            instance = getattr(instance, attribute)
    except AttributeError:
        raise ImportFromStringError(f'Attribute "{attributes}" not found in module "{module_name}".') from None
    return instance


class Stream(logging.StreamHandler):
    """Writes to the stream that is standard now, not to the one of when the logger was made."""

    def __init__(self, name):
        self.name_of_stream = name
        logging.Handler.__init__(self)

    @property
    def stream(self):
        return getattr(sys, self.name_of_stream)


class Words(logging.Formatter):
    def format(self, record):
        return f'{record.levelname + ":":<9} {super().format(record)}'


class Config:
    def __init__(self, app, host='127.0.0.1', port=8000, *, log_level=None, access_log=True, lifespan='auto',
                 interface='auto', root_path='', factory=False, app_dir=None, headers=None, reload=False, workers=1,
                 **ignored):
        self.app = app
        self.host = host
        self.port = port
        self.log_level = log_level
        self.access_log = access_log
        self.lifespan = lifespan
        self.interface = interface
        self.root_path = root_path
        self.factory = factory
        self.app_dir = app_dir
        self.reload = reload
        self.workers = workers
        self.headers = [(name.lower().encode('latin-1'), value.encode('latin-1')) for name, value in headers or []]
        self.loaded_app = None
        self.configure_logging()

    def configure_logging(self):
        level = self.log_level if isinstance(self.log_level, int) else LEVELS[self.log_level or 'info']
        for name, stream in (('uvicorn', 'stderr'), ('uvicorn.error', None), ('uvicorn.access', 'stdout')):
            logger = logging.getLogger(name)
            logger.setLevel(level)
            logger.handlers.clear()
            logger.propagate = name == 'uvicorn.error'
            if stream and (name != 'uvicorn.access' or self.access_log):
                handler = Stream(stream)
                handler.setFormatter(Words())
                logger.addHandler(handler)

    def load(self):
        if self.app_dir is not None:
            sys.path.insert(0, self.app_dir)
        app = import_from_string(self.app)
        if self.factory:
            app = app()
        interface = self.interface
        if interface == 'auto':
            interface = kind_of(app)
        if interface == 'wsgi':
            from uvicorn.wsgi import WSGIMiddleware
            app = WSGIMiddleware(app)
            self.lifespan = 'off'
        elif interface == 'asgi2':
            two_steps = app

            async def app(scope, receive, send):
                await two_steps(scope)(receive, send)
        self.loaded_app = app


def kind_of(app):
    if inspect.isclass(app):
        return 'asgi3' if hasattr(app, '__await__') else 'asgi2'
    call = app if inspect.isfunction(app) or inspect.ismethod(app) else getattr(app, '__call__', None)
    return 'asgi3' if inspect.iscoroutinefunction(call) else 'asgi2'

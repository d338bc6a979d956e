import asyncio
import logging
import os
import socket
import sys

from uvicorn.config import ImportFromStringError
from uvicorn.cycle import Cycle
from uvicorn.lifespan import Lifespan

logger = logging.getLogger('uvicorn.error')


class Server:
    def __init__(self, config):
        self.config = config
        self.started = False
        self.should_exit = False
        self.lifespan = None

    def run(self, sockets=None):
        return asyncio.run(self.serve(sockets=sockets))

    async def serve(self, sockets=None):
        config = self.config
        if config.loaded_app is None:
            try:
                config.load()
            except ImportFromStringError as error:
                logger.error('Error loading ASGI app. %s', error)
                sys.exit(1)
        logger.info('Started server process [%d]', os.getpid())
        self.lifespan = Lifespan(config)
        if not await self.lifespan.startup():
            sys.exit(3)
        listener = self.listen(sockets)
        self.started = True
        host = config.host
        logger.info('Uvicorn running on http://%s:%d (Press CTRL+C to quit)', host, listener.getsockname()[1])
        try:
            await self.accept(listener)
        finally:
            listener.close()
            logger.info('Shutting down')
            await self.lifespan.shutdown()
            logger.info('Finished server process [%d]', os.getpid())

    def listen(self, sockets):
        if sockets:
            return sockets[0]
        listener = socket.socket()
        try:
            listener.bind((self.config.host, self.config.port))
        except OSError as error:
            logger.error(error)
            sys.exit(1)
        listener.listen()
        return listener

    async def accept(self, listener):
        listener.setblocking(False)
        loop = asyncio.get_running_loop()
        tasks = set()
        while not self.should_exit:
            try:
                connection, client = await asyncio.wait_for(loop.sock_accept(listener), 0.5)
            except TimeoutError:
                continue
            cycle = Cycle(self.config, connection, client, listener.getsockname(), self.lifespan.state)
            task = loop.create_task(cycle.run())
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        if tasks:
            await asyncio.gather(*tasks, return_exceptions=True)

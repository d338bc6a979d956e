import asyncio
import logging

logger = logging.getLogger('uvicorn.error')


class Lifespan:
    """Start and end of an application, as ASGI's lifespan protocol tells them."""

    def __init__(self, config):
        self.app = config.loaded_app
        self.mode = config.lifespan
        self.state = {}
        self.failed = False
        self.queue = asyncio.Queue()
        self.answered = asyncio.Event()
        self.task = None

    async def startup(self):
        """False when the application says that it cannot start."""
        if self.mode == 'off':
            return True
        logger.info('Waiting for application startup.')
        self.task = asyncio.create_task(self.run())
        await self.say('lifespan.startup')
        if self.failed:
            logger.error('Application startup failed. Exiting.')
            return False
        logger.info('Application startup complete.')
        return True

    async def shutdown(self):
        if self.task is None or self.task.done():
            return
        logger.info('Waiting for application shutdown.')
        await self.say('lifespan.shutdown')
        logger.info('Application shutdown complete.')

    async def say(self, kind):
        self.answered.clear()
        await self.queue.put({'type': kind})
        await self.answered.wait()

    async def run(self):
        scope = {'type': 'lifespan', 'asgi': {'version': '3.0', 'spec_version': '2.0'}, 'state': self.state}
        try:
            await self.app(scope, self.queue.get, self.send)
        except BaseException:
            if self.mode == 'on':
                self.failed = True
                logger.exception("Exception in 'lifespan' protocol")
            else:
                logger.debug('ASGI \'lifespan\' protocol appears unsupported.')
        finally:
            self.answered.set()

    async def send(self, message):
        if message['type'].endswith('.failed'):
            self.failed = True
            if message.get('message'):
                logger.error(message['message'])
        self.answered.set()

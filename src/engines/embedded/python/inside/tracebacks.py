# Tracebacks without what is ours: neither frames of the lab nor error numbers of WebAssembly.

import sys
import traceback

OURS = '<lab>'
NOT_THE_LEARNERS = {OURS, '<frozen runpy>'}


def make_readable(error, seen):
    """Takes our frames, and those of the machinery that starts programs, out of a traceback and of those it quotes."""
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    frames = []
    entry = error.__traceback__
    while entry:
        if entry.tb_frame.f_code.co_filename not in NOT_THE_LEARNERS:
            frames.append(entry)
        entry = entry.tb_next
    for here, after in zip(frames, [*frames[1:], None]):
        here.tb_next = after
    error.__traceback__ = frames[0] if frames else None
    make_readable(error.__cause__, seen)
    make_readable(error.__context__, seen)
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            make_readable(inner, seen)


def lend_tracebacks():
    """Whoever formats a traceback by the library (unittest, logging, the program itself) gets none of our frames."""

    def without_ours(walk):
        def walked(*args):
            for place in walk(*args):
                frame = place[0]
                if getattr(frame, 'f_code', frame).co_filename not in NOT_THE_LEARNERS:
                    yield place
        walked.__name__, walked.__doc__ = walk.__name__, walk.__doc__
        return walked

    for name in ('walk_tb', '_walk_tb_with_full_positions'):
        setattr(traceback, name, without_ours(getattr(traceback, name)))

    walk_stack = traceback.walk_stack

    def learners_stack(f):
        return without_ours(walk_stack)(sys._getframe().f_back if f is None else f)

    traceback.walk_stack = learners_stack
    begin = traceback.TracebackException.__init__

    def begin_as_linux(self, exc_type, exc_value, *args, **kwargs):
        begin(self, exc_type, exc_value, *args, **kwargs)
        number = getattr(exc_value, 'errno', None)
        if isinstance(exc_value, OSError) and isinstance(number, int) and isinstance(self._str, str):
            self._str = self._str.replace(f'[Errno {number}]', f'[Errno {linux_number(number)}]', 1)

    traceback.TracebackException.__init__ = begin_as_linux

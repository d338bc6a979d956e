import { useState } from 'preact/hooks';

export interface FileDrop {
  /** Something is held over the element right now. */
  readonly isOver: boolean;
  /** To be spread over the element. */
  readonly on: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: () => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** An element on which files are dropped: the browser does not open them, and `take` gets what was dropped. */
export function useFileDrop(take: (dropped: DataTransfer) => void): FileDrop {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    on: {
      onDragOver: (event) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer) take(event.dataTransfer);
      },
    },
  };
}

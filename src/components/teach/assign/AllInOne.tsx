interface Props {
  readonly isOpen: boolean;
  readonly onMake: () => void;
}

/** The offer of one link for everybody, with what it cannot do. */
export function AllInOne({ isOpen, onMake }: Props) {
  return (
    <section class="teach-way" aria-labelledby="all">
      <h3 id="all">One link for all</h3>
      <p class="teach-say">
        For a page of a course or a wall. Learners type the id that you gave them, and their data
        follow from it. Whoever has the link can draw the data of any id: it keeps data apart, and
        keeps nothing secret.
      </p>
      <button class="btn" type="button" disabled={!isOpen} onClick={onMake}>
        Make the link for all
      </button>
    </section>
  );
}

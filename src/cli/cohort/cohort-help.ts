/** What `npm run cohort -- --help` prints. */
export const COHORT_HELP = `npm run cohort -- new FOLDER --name NAME --issuer NAME [options]
  Makes a cohort in a folder: cohort.json, its secret (hidden-seed.txt) and the key that signs for it (regrade-key.txt).

  --issuer-url URL   the issuer's site
  --keep-until DAY   until when personal data may be kept, as 2027-03-31; in half a year unless told
  --pass-items N     how many labs, quizzes and exams must be passed for a certificate; all unless told
  --pass-percent N   and with which mean; 70 unless told

npm run cohort -- roster FOLDER FILE.csv [--preview]
  Takes a roster: of Moodle, of Canvas, or with the columns name and email. Each line with a fault is named and left out.

npm run cohort -- assign FOLDER --title TITLE --lab ID… [options]
  Adds an assignment; --lab, --exam, --quiz and --lesson may stand several times. With --id ID it changes one.

  --opens TIME, --due TIME   as 2026-11-27T09:00:00Z
  --late RULE        accept, refuse, or 10/50: 10 percent off for each day, 50 at most; accept unless told
  --attempts N       hand-ins of each item; 1 unless told
  --pass N           percent that passes; 70 unless told
  --no-hints         hints and solutions stay closed
  --engine NAME      embedded or webcontainer; the learner's choice unless told

npm run cohort -- links FOLDER ASSIGNMENT --site URL [--out FILE.csv] [--for-all]
  Writes a signed link for each learner, with a letter, as CSV for a mail merge; with --for-all it prints one for everybody.

npm run cohort -- change FOLDER [--name NAME] [--issuer NAME] [--archive|--reopen] [the options of "new"]
  Changes what "new" was told. An archived cohort takes no change until it is opened again. To delete one, delete its folder.

npm run cohort -- forget FOLDER|COHORT.zip LEARNER
  Deletes a learner by the id: from the roster of a folder, or with every hand-in, grade, comment and note from a *.cohort.zip.

npm run cohort -- export FOLDER [--out FILE.cohort.zip]
  Writes the cohort of a folder as the file that the page /teach/ brings in, and that the commands on a cohort read.

npm run cohort -- import FILE.cohort.zip FOLDER
  Lays a cohort that the page exported into a folder, with every file as it was received.

npm run cohort -- secrets FOLDER
  Draws what an issuer keeps to itself, once: FOLDER/hidden-seed.txt and FOLDER/regrade-key.txt. Nothing is overwritten.

npm run cohort -- collect FOLDER|FILE… [--out FOLDER] [--due TIME] [--roster FILE] [--json]
  Sorts what came in: hand-ins of labs, exams, quizzes and lessons, folders of them, and what Moodle and Canvas give as "download all". What
  cannot be graded is listed with the reason. --out writes every hand-in that can be, once, with its time of receipt.

npm run cohort -- regrade FOLDER|FILE… --seed-file FILE --key-file FILE --by NAME [options]
  Grades hand-ins (*.submission.zip) again, from their files alone, and writes one signed record each. Folders and archives
  are looked through with all that is in them. What has a record already is not graded twice, so a run that was ended goes on.

  --seed-file FILE   the issuer's secret, from which hidden inputs follow: 64 hexadecimal digits
  --key-file FILE    the key that signs records: a Multikey ("z3u2…")
  --by NAME          who answers for the grades; in every record
  --at TIME          the time in the records, as 2026-11-27T09:00:00Z; now, unless told. Shards need it
  --out FOLDER       where records go; "regrades" unless told
  --shard I/N        grades the I-th of N parts (from 1). Records of all parts together are those of one run, byte for byte
  --due TIME         what was received later is marked as late. Received is when the file was last written here
  --roster FILE      one learner a line: "id", or "id,seed" where the seed was given out
  --lanes N          gradings at a time, each in an engine of its own; one less than the processors unless told
  --time-limit S     seconds that one hand-in may take; 900 unless told
  --in-browser       runs the work in a headless Chromium, in the frame of the site
  --json             the outcome as JSON

npm run cohort -- mark FOLDER|FILE… --key-file FILE --by NAME [--at TIME] [--out FOLDER]
  Marks hand-ins of quizzes (*.learned.json), those in archives too, again by this edition's questions, takes those of lessons as their learners'
  browsers report them, and writes one signed record each. A difference to what was reported is said.

npm run cohort -- pack EXAM --sitting NAME --learners FILE --opens TIME --closes TIME --key-file FILE --issuer NAME --out FOLDER
  Draws a form of the exam's questions for each learner and locks it: FOLDER/packs. FOLDER/commitment.txt is published before
  the sitting, FOLDER/key.txt released at its start, or the link of FOLDER/link.txt that carries it, FOLDER/sitting.json revealed after it, so that the
  draw can be audited.
  FILE has one learner a line: "id", or "id,percent" with extra time.

  --before FOLDER    an earlier sitting, again and again: nobody is asked much of the last form once more
  --at TIME          the time in the packs; now, unless told
  --site URL         the address of the site, for the link

npm run cohort -- regrade-exams FOLDER|FILE… --key-file FILE --by NAME [--sitting FOLDER] [--at TIME] [--out FOLDER]
  Judges the answers of exam hand-ins (*.exam.json) again and writes one signed record each (*.exam-regrade.json): of packs with
  the --sitting that they are of, whose questions are drawn again from its secret; of others by the bank of this edition.
  Archives of hand-ins are looked into, as on /regrade/.

npm run cohort -- item-statistics FOLDER|FILE|COHORT.zip… [--sitting FOLDER] [--json|--csv] [--out FILE]
  How each question has done over many exam hand-ins, or over those in the file of a cohort: how often it was asked, the share
  of right answers (p), how well it separates (point-biserial r), which answers are taken, and what is to be retired after 200
  answers.

npm run cohort -- gather COHORT [FOLDER|FILE…] [--records FOLDER…] [--key-file FILE] [--out FILE.cohort.zip]
  Takes hand-ins into a cohort as the page does, matched by assignment, learner and attempt, and what "regrade", "regrade-exams"
  and "mark" have found. COHORT is a folder or a *.cohort.zip; a *.cohort.zip is written, which the page brings in and the commands
  below read. The same may be gathered again.

  --records FOLDER   signed records, and what the checks said where that lies beside them
  --key-file FILE    records must be signed by this key; a folder's own unless told

npm run cohort -- demo FOLDER [--learners N] [--seed WORDS] [--at TIME]
  Invents a cohort of forty (or N) and what it handed in: works that an engine makes of right and known-wrong answers, some late,
  tampered, copied or twice. The same words and time give the same bytes. FOLDER must be new.

The next ones read a cohort as one file, which "gather" writes and the page /teach/ exports (*.cohort.zip).

npm run cohort -- similar COHORT.zip [--lab ID] [--json]
  Works of one lab that resemble each other, with the lines that match. It is a question to ask people, never a verdict.

npm run cohort -- override COHORT.zip --learner ID --item ID [--attempt N] --points N --passed yes|no --reason TEXT
npm run cohort -- comment COHORT.zip --learner ID --item ID [--attempt N] --text TEXT [--path FILE [--line N]]
  A grade in the place of the grader's, with its reason; a remark on the work. Both are kept in the file, by the issuer's name.

npm run cohort -- gradebook COHORT.zip [--for plain|moodle|canvas] [options]
  The gradebook as CSV. Texts that a spreadsheet would run stand behind an apostrophe; numbers stay numbers.

  --for KIND         plain unless told; "canvas" fills the export that --export names
  --export FILE      the gradebook as Canvas exported it; its bytes stay but for the cells that are filled
  --by KEY           for Moodle: email (unless told), username or idNumber
  --counts best|last which of several hand-ins is the grade; the best unless told
  --bom              with the mark by which Excel knows UTF-8
  --feedback FOLDER  writes each learner's feedback there as well, as HTML
  --out FILE         the terminal unless told

npm run cohort -- report COHORT.zip [--format html|csv] [--names] [--target L1..L5] [--out FILE]
  The report for management. Nobody is named, and no number or difference of numbers is of one to four people, unless --names.

npm run cohort -- certify COHORT.zip --certificate PROGRAM [--record FILE…] [--emails] [--out FILE]
  Who has met the rule and both parts of the certificate, and who has not, and why. --record brings a record that
  "regrade-exams" has signed (*.exam-regrade.json). --out writes the batch for "npm run credential -- issue --batch" or /issue/.

Exit code: 0 every hand-in has a record, 1 some were set aside, 2 bad input, 3 some could not be graded.`;

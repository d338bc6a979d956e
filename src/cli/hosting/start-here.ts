/** The page that says, opened as a file, what works so and what does not. It asks for nothing and runs nothing. */
export function startHere(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Start here · Plumbline</title>
<style>
:root { color-scheme: light dark }
body { font: 17px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1.25rem }
h1 { font-size: 1.9rem; line-height: 1.2 }
h2 { font-size: 1.2rem; margin-top: 2rem }
code, pre { font: .9em ui-monospace, monospace }
pre { border: 1px solid; border-radius: 6px; padding: .75rem 1rem; overflow-x: auto }
</style>
<main>
<h1>This folder holds Plumbline</h1>
<p>A browser does not let a page that is opened as a file load scripts. Courses, quizzes and labs therefore need a small server
on your own machine. It needs no network, and nobody else can reach it.</p>
<h2>Courses, quizzes and labs</h2>
<p>Open a terminal in this folder and type (on Windows: <code>py serve.py</code>):</p>
<pre>python3 serve.py</pre>
<p>Your browser opens the site. Python 3.8 or newer is enough. Leave the window open while you work.</p>
<p>After the first visit the pages that you have opened are there without it too, in the same browser, at the same address.</p>
<h2>Without any server</h2>
<ul>
<li><a href="verify/plumbline-verify.html">Verify a certificate</a></li>
<li><a href="issue/plumbline-issue.html">Issue certificates</a></li>
</ul>
<p>Both pages are one file each and work as they are. Courses that somebody has downloaded as one page can be read so too.</p>
</main>
</html>
`;
}

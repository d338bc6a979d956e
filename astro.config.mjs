import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { codeClasses } from './src/components/site/code-classes.ts';
import { compiledMdx } from './src/components/site/kept/compiled-mdx.ts';
import { lateModule } from './src/components/site/late-module.ts';
import { offlineCopy } from './src/components/site/offline/offline-copy.ts';
import { reloadLabs } from './src/components/workbench/author/reload-labs.ts';
import { singleFileEditions } from './src/components/credentials/single-file-editions.ts';
import { packageLists } from './src/components/site/packages/package-lists.ts';
import { finishedPages } from './src/components/site/finished-pages.ts';
import { preactIslands } from './src/components/site/preact-islands.ts';
import { quietHooks } from './src/components/site/quiet-hooks.ts';
import { lessonKeys } from './src/components/site/kept/lesson-keys.ts';
import { COHORT_WORKERS, sharedWorkers } from './src/components/site/shared-workers.ts';
import { shortTokens, siteTokens, withBuiltTokens } from './src/components/site/short-tokens.ts';
import { readCertificateKinds } from './src/authoring/certificate-kinds.ts';
import { readListedIssuers } from './src/authoring/listed-issuers.ts';
import { readSiteSettings } from './src/authoring/site-settings.ts';
import { frameSourcesOf } from './src/engines/webcontainer/site-settings.ts';
import { webContainerAssets } from './src/engines/webcontainer/astro-tools.ts';
import { engineAssets } from './src/engines/embedded/host/astro-engine.ts';

const { engines } = readSiteSettings();
const tokens = siteTokens();
// Nothing of another origin is allowed unless the site's configuration switches WebContainers on.
const isOnline = engines.allowed.includes('webcontainer');
const frames = ["'self'", ...(isOnline ? frameSourcesOf(engines.webcontainer) : [])];

// A file that only names what others export is no reason to read all of them: each script takes what it asks for.
const experimental = { lazyBarrel: true };

export default defineConfig({
  output: 'static',
  // A site below a path of its host is built with PLUMBLINE_BASE=/path/.
  base: process.env.PLUMBLINE_BASE ?? '/',
  trailingSlash: 'always',
  publicDir: './src/public',
  compressHTML: true,
  prefetch: false,
  devToolbar: { enabled: false },
  build: { format: 'directory', inlineStylesheets: 'never' },
  markdown: { shikiConfig: { theme: 'css-variables', transformers: [codeClasses] } },
  // The offline copy comes last: it lists what all others have written.
  integrations: [
    mdx(),
    compiledMdx((code) => withBuiltTokens(code, tokens)),
    preactIslands(),
    {
      name: 'plumbline:touch',
      hooks: {
        'astro:config:setup': ({ addClientDirective }) =>
          addClientDirective({
            name: 'touch',
            entrypoint: './src/components/site/client-touch.ts',
          }),
      },
    },
    engineAssets(),
    ...(isOnline ? [webContainerAssets()] : []),
    finishedPages(frames, lessonKeys),
    singleFileEditions([
      {
        file: 'verify/plumbline-verify.html',
        title: 'Verify a certificate · Plumbline',
        script: 'src/components/credentials/verify/single-file.tsx',
        data: { listed: readListedIssuers() },
      },
      {
        file: 'issue/plumbline-issue.html',
        title: 'Issue certificates · Plumbline',
        script: 'src/components/credentials/issue/single-file.tsx',
        data: { props: readCertificateKinds() },
      },
    ]),
    packageLists(),
    offlineCopy(),
  ],
  vite: {
    plugins: [
      lateModule(),
      shortTokens(tokens),
      sharedWorkers(COHORT_WORKERS, experimental),
      reloadLabs(),
      quietHooks(),
    ],
    environments: {
      client: {
        build: {
          rolldownOptions: {
            // Without the part of the name that tells a script of a component: each page of the site writes it out.
            output: { entryFileNames: ({ name }) => `_astro/${name.split('.astro')[0]}.[hash].js` },
          },
        },
      },
    },
    // What the engine is built into must not reload the page that asked for it.
    server: { watch: { ignored: ['**/.cache/**', '**/dist/**'] } },
    // Scripts are files: one for all pages, and no digest of theirs in any page's policy. Styles are written for browsers
    // of the last two years: each colour is one light-dark().
    build: {
      assetsInlineLimit: 0,
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      rolldownOptions: { experimental },
    },
    // A script names its parts from where it lies itself, so that a package may lie anywhere in an LMS. All scripts lie in
    // one folder: what one names to import or to start is its neighbour.
    experimental: {
      renderBuiltUrl: (file, { hostType }) => {
        if (hostType === 'html') return undefined;
        if (!file.endsWith('.js')) return { relative: true };
        return { runtime: JSON.stringify(`./${file.slice(file.lastIndexOf('/') + 1)}`) };
      },
    },
    // As the site's other parts: what has a digest before its ending may be kept for ever.
    worker: {
      format: 'es',
      rolldownOptions: {
        experimental,
        output: {
          entryFileNames: '_astro/[name].[hash].js',
          chunkFileNames: '_astro/[name].[hash].js',
        },
      },
    },
  },
});

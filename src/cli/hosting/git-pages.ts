import type { BuiltSite } from './built-site.ts';
import { WRITTEN_BY, type Preset } from './preset.ts';

/** Hosts that send no headers of the site's own. What the site needs of them it says in its pages. */
const NO_HEADERS = [
  'This host sends no headers of yours: pages may be framed by anybody, and WebContainers cannot run.',
];

export const githubPages: Preset = {
  about: 'GitHub Pages: a workflow that builds and publishes',
  make: () => ({
    files: [
      { place: 'site', path: '.nojekyll', text: '' },
      { place: 'beside', path: '.github/workflows/pages.yml', text: workflow() },
    ],
    next: [
      'Commit .github/workflows/pages.yml, and choose "GitHub Actions" as the source in Settings, Pages.',
      'The workflow builds for the path that the settings give the site, /<repository>/ or / with a domain of your own.',
      ...NO_HEADERS,
    ],
  }),
};

function workflow(): string {
  return `# ${WRITTEN_BY}
name: pages
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: true
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: \${{ steps.publish.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
          cache: npm
      - id: pages
        uses: actions/configure-pages@v5
      - run: npm ci
      - run: npm run build
        env:
          PLUMBLINE_BASE: \${{ steps.pages.outputs.base_path }}/
      - uses: actions/upload-pages-artifact@v3
        with:
          path: dist
      - id: publish
        uses: actions/deploy-pages@v4
`;
}

export const gitlabPages: Preset = {
  about: 'GitLab Pages: a CI job that builds and publishes',
  make: (site) => ({
    files: [{ place: 'beside', path: '.gitlab-ci.yml', text: jobOf(site) }],
    next: [
      'Commit .gitlab-ci.yml, or put its job into yours.',
      site.base === '/'
        ? 'The site stands at the root: leave "Use unique domain" on in Deploy, Pages.'
        : `The site stands at ${site.base}: switch "Use unique domain" off in Deploy, Pages.`,
      ...NO_HEADERS,
    ],
  }),
};

function jobOf({ base }: BuiltSite): string {
  return `# ${WRITTEN_BY}
pages:
  image: node:24
  cache:
    key:
      files: [package-lock.json]
    paths: [.npm/]
  variables:
    PLUMBLINE_BASE: "${base}"
  script:
    - npm ci --cache .npm --prefer-offline
    - npm run build
    - mv dist public
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;
}

import { namedPatterns, type BuiltSite } from './built-site.ts';
import { WRITTEN_BY, type Preset, type PresetFile, type SiteAddress } from './preset.ts';
import { everyAnswer, KEEP_FOREVER } from './site-headers.ts';

/**
 * The `_headers` file that Netlify and Cloudflare read in the folder that they publish.
 *
 * No file matches two rules that say the same header: both hosts would join the two. What is not named here has the hosts'
 * own `public, max-age=0, must-revalidate`, which means what `no-cache` means.
 */
function headersFile(site: BuiltSite): PresetFile {
  const rule = (path: string, headers: Readonly<Record<string, string>>): string =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  const rules = [
    rule(`${site.base}*`, everyAnswer(site.isIsolated)),
    ...namedPatterns(site).map((path) => rule(site.base + path, { 'Cache-Control': KEEP_FOREVER })),
  ];
  return { place: 'site', path: '_headers', text: `# ${WRITTEN_BY}\n${rules.join('\n')}\n` };
}

/** Both hosts publish a folder at the root of a host: a site below a path stands in a folder of it. */
function placed(site: BuiltSite): readonly string[] {
  return site.base === '/'
    ? []
    : [
        `Publish a folder that holds the site's files in ${site.base.slice(1)}, and _headers at its root.`,
      ];
}

export const netlify: Preset = {
  about: 'Netlify: _headers in the site, and netlify.toml for builds from Git',
  make: (site) => ({
    files: [headersFile(site), { place: 'beside', path: 'netlify.toml', text: netlifyToml(site) }],
    next: [
      'From Git: commit netlify.toml at the root of the repository, and connect it.',
      `By hand: npx netlify deploy --prod --dir ${site.folder}`,
      ...placed(site),
    ],
  }),
};

function netlifyToml({ base }: BuiltSite): string {
  return `# ${WRITTEN_BY}
[build]
  command = "npm run build && npm run preset -- netlify"
  publish = "dist"

[build.environment]
  NODE_VERSION = "24"
${base === '/' ? '' : `  PLUMBLINE_BASE = "${base}"\n`}
# The engine's frame has its ending in its address.
[build.processing.html]
  pretty_urls = false
`;
}

export const cloudflarePages: Preset = {
  about: 'Cloudflare Pages: _headers in the site',
  make: (site, { url }: SiteAddress) => ({
    files: [headersFile(site)],
    next: [
      'From Git: build command "npm run build && npm run preset -- cloudflare-pages", output folder "dist", NODE_VERSION 24.',
      `By hand: npx wrangler pages deploy ${site.folder} --project-name ${url.hostname.split('.')[0] ?? 'plumbline'}`,
      ...placed(site),
    ],
  }),
};

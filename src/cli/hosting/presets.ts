import { caddy } from './caddy.ts';
import { s3CloudFront } from './cloudfront.ts';
import { folder } from './folder.ts';
import { githubPages, gitlabPages } from './git-pages.ts';
import { cloudflarePages, netlify } from './header-files.ts';
import { nginx } from './nginx.ts';
import type { Preset } from './preset.ts';

/** Every host that a preset is written for; each has its page in `docs/operators/hosting/`. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  nginx,
  caddy,
  netlify,
  'cloudflare-pages': cloudflarePages,
  'github-pages': githubPages,
  'gitlab-pages': gitlabPages,
  's3-cloudfront': s3CloudFront,
  folder,
};

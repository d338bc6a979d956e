import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'astro/zod';
import { refuseBroken } from './problem.ts';
import { readYaml } from './yaml-source.ts';

const engineName = z.enum(['embedded', 'webcontainer']);

/** `site.yaml`: what whoever runs the site decides. */
const siteSchema = z.strictObject({
  /** Where a reader finds the file that a lesson is written in: an address with `{path}` for the file. No link without it. */
  source: z
    .url()
    .refine((address) => address.includes('{path}') && address.startsWith('https://'), {
      message: 'must be a https address that holds {path}, the place of the file in the repository',
    })
    .optional(),
  engines: z
    .strictObject({
      /** The engines that a lab may run on. */
      allowed: z.array(engineName).min(1).default(['embedded']),
      /** The one that a lab starts on when the learner has chosen none. */
      default: engineName.default('embedded'),
      webcontainer: z
        .strictObject({
          /** StackBlitz's key for this site. It is public: every page carries it. */
          apiKey: z.string().min(1).optional(),
          /** Where the client's host comes from, when not from https://stackblitz.com. */
          origin: z.url().optional(),
        })
        .default({}),
    })
    .refine((engines) => engines.allowed.includes(engines.default), {
      message: 'The default engine is not among the allowed ones.',
      path: ['default'],
    })
    .default({ allowed: ['embedded'], default: 'embedded', webcontainer: {} }),
  /** The issuers of certificates for whom whoever runs this site vouches. Its verify page carries their keys. */
  issuers: z
    .array(
      z
        .strictObject({
          /** Under which name readers know the issuer. */
          name: z.string().min(1),
          /** `did:web:…`, or `did:key:…` of an issuer without a site. */
          did: z.string().regex(/^did:(?:web|key):[^#?/\s]+$/, 'must be a did:web or a did:key'),
          /** The issuer's published `did.json`, as a file of this project. A `did:key` needs none. */
          document: z.string().min(1).optional(),
          /** The issuer's published status lists, likewise; a newer one is a newer build. */
          statusLists: z.array(z.string().min(1)).default([]),
        })
        .refine(({ did, document }) => did.startsWith('did:key:') || document !== undefined, {
          message: 'A did:web needs its did.json: the page reads no network.',
          path: ['document'],
        }),
    )
    .default([]),
});

export type SiteSettings = z.infer<typeof siteSchema>;

/**
 * The settings of this site: `site.yaml` of the project, or the file that `PLUMBLINE_SITE` names. Where there is none,
 * every setting has its default.
 *
 * @throws LabError `ContentBroken` that names each fault.
 */
export function readSiteSettings(root = '.'): SiteSettings {
  const file = process.env['PLUMBLINE_SITE'] ?? 'site.yaml';
  const path = isAbsolute(file) ? file : join(root, file);
  if (!existsSync(path)) return siteSchema.parse({});
  const { data, problems } = readYaml(siteSchema, readFileSync(path, 'utf8'), file);
  refuseBroken(problems);
  // No problem was found, so there is data.
  return data as SiteSettings;
}

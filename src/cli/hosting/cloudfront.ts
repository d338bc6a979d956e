import { everyAnswer, KEEP_FOREVER, ASK_AGAIN } from './site-headers.ts';
import { namedPatterns, type BuiltSite } from './built-site.ts';
import { WRITTEN_BY, type Preset, type SiteAddress } from './preset.ts';
import { viewerRequest } from './viewer-request.ts';

/** A private bucket, and CloudFront before it. */
export const s3CloudFront: Preset = {
  about: 'S3 and CloudFront: a CloudFormation template, and a script that uploads',
  make: (site, address) => ({
    files: [
      { place: 'beside', path: 'plumbline.template.json', text: templateOf(site, address) },
      { place: 'beside', path: 'upload.sh', text: uploadOf(site) },
    ],
    next: [
      'Once: aws cloudformation deploy --stack-name plumbline --template-file plumbline.template.json',
      'Each time: sh upload.sh plumbline',
      ...(address.url.hostname.endsWith('.cloudfront.net')
        ? []
        : [
            'For a domain of your own add Aliases and ViewerCertificate to the distribution, with a certificate of us-east-1.',
          ]),
    ],
  }),
};

function templateOf(site: BuiltSite, { url }: SiteAddress): string {
  const get = (resource: string, attribute: string): object => ({
    'Fn::GetAtt': [resource, attribute],
  });
  const ref = (resource: string): object => ({ Ref: resource });
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Plumbline at ${url.href}. ${WRITTEN_BY}`,
    Resources: {
      Files: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
        },
      },
      OnlyForTheSite: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: ref('Files'),
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              // To list is allowed, so that a file that is not there is a 404 and not a 403.
              ...(['s3:GetObject', 's3:ListBucket'] as const).map((action) => ({
                Effect: 'Allow',
                Principal: { Service: 'cloudfront.amazonaws.com' },
                Action: action,
                Resource:
                  action === 's3:GetObject' ? { 'Fn::Sub': '${Files.Arn}/*' } : get('Files', 'Arn'),
                Condition: {
                  StringEquals: {
                    'AWS:SourceArn': {
                      'Fn::Sub':
                        'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Site}',
                    },
                  },
                },
              })),
            ],
          },
        },
      },
      Access: {
        Type: 'AWS::CloudFront::OriginAccessControl',
        Properties: {
          OriginAccessControlConfig: {
            Name: { 'Fn::Sub': '${AWS::StackName}-files' },
            OriginAccessControlOriginType: 's3',
            SigningBehavior: 'always',
            SigningProtocol: 'sigv4',
          },
        },
      },
      Folders: {
        Type: 'AWS::CloudFront::Function',
        Properties: {
          Name: { 'Fn::Sub': '${AWS::StackName}-folders' },
          AutoPublish: true,
          FunctionCode: viewerRequest(site.base),
          FunctionConfig: {
            Comment: 'A folder is its page, and says so with a slash.',
            Runtime: 'cloudfront-js-2.0',
          },
        },
      },
      Headers: {
        Type: 'AWS::CloudFront::ResponseHeadersPolicy',
        Properties: {
          ResponseHeadersPolicyConfig: {
            Name: { 'Fn::Sub': '${AWS::StackName}-headers' },
            ...headersPolicy(everyAnswer(site.isIsolated)),
          },
        },
      },
      Caching: {
        Type: 'AWS::CloudFront::CachePolicy',
        Properties: {
          CachePolicyConfig: {
            Name: { 'Fn::Sub': '${AWS::StackName}-caching' },
            // What upload.sh has written beside each file decides.
            MinTTL: 0,
            DefaultTTL: 0,
            MaxTTL: 31_536_000,
            ParametersInCacheKeyAndForwardedToOrigin: {
              CookiesConfig: { CookieBehavior: 'none' },
              HeadersConfig: { HeaderBehavior: 'none' },
              QueryStringsConfig: { QueryStringBehavior: 'none' },
              EnableAcceptEncodingBrotli: true,
              EnableAcceptEncodingGzip: true,
            },
          },
        },
      },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            HttpVersion: 'http2and3',
            IPV6Enabled: true,
            Origins: [
              {
                Id: 'files',
                DomainName: get('Files', 'RegionalDomainName'),
                OriginAccessControlId: get('Access', 'Id'),
                S3OriginConfig: { OriginAccessIdentity: '' },
              },
            ],
            DefaultCacheBehavior: {
              TargetOriginId: 'files',
              ViewerProtocolPolicy: 'redirect-to-https',
              Compress: true,
              CachePolicyId: ref('Caching'),
              ResponseHeadersPolicyId: ref('Headers'),
              FunctionAssociations: [
                {
                  EventType: 'viewer-request',
                  FunctionARN: get('Folders', 'FunctionMetadata.FunctionARN'),
                },
              ],
            },
            CustomErrorResponses: [
              {
                ErrorCode: 404,
                ResponseCode: 404,
                ResponsePagePath: `${site.base}404.html`,
                ErrorCachingMinTTL: 0,
              },
            ],
          },
        },
      },
    },
    Outputs: {
      Bucket: { Value: ref('Files') },
      Distribution: { Value: ref('Site') },
      Address: { Value: { 'Fn::Sub': `https://\${Site.DomainName}${site.base}` } },
    },
  };
  return `${JSON.stringify(template, null, 2)}\n`;
}

/** CloudFront has fields of its own for some headers, and refuses those among the custom ones. */
function headersPolicy(headers: Readonly<Record<string, string>>): object {
  const own = ['Content-Security-Policy', 'Referrer-Policy', 'X-Content-Type-Options'];
  const [policy, referrer] = own.map((name) => headers[name] ?? '');
  return {
    SecurityHeadersConfig: {
      ContentSecurityPolicy: { ContentSecurityPolicy: policy, Override: true },
      ContentTypeOptions: { Override: true },
      ReferrerPolicy: { ReferrerPolicy: referrer, Override: true },
    },
    CustomHeadersConfig: {
      Items: Object.entries(headers)
        .filter(([name]) => !own.includes(name))
        .map(([Header, Value]) => ({ Header, Value, Override: true })),
    },
  };
}

/** What has a digest in its name goes up first, so that no page is there before its parts; nothing old is taken away yet. */
function uploadOf(site: BuiltSite): string {
  const prefix = site.base.slice(1);
  const named = namedPatterns(site);
  const only = `--exclude "*" ${named.map((pattern) => `--include "${pattern}"`).join(' ')}`;
  const without = named.map((pattern) => `--exclude "${pattern}"`).join(' ');
  // CloudFront compresses by itself; the engine's own .gz files have a digest in their name.
  const copies = ['br', 'gz'].map((ending) => `--exclude "*.${ending}"`).join(' ');
  return `#!/bin/sh
# ${WRITTEN_BY}
# sh upload.sh STACK [FOLDER]: uploads the built site to the bucket of the stack.
set -eu
stack=$1
folder=\${2:-dist}
output() {
  aws cloudformation describe-stacks --stack-name "$stack" --output text \\
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
}
target="s3://$(output Bucket)/${prefix}"
aws s3 cp "$folder" "$target" --recursive ${only} --exclude "_astro/*.br" --exclude "_astro/*.gz" --exclude "engine/*" --cache-control "${KEEP_FOREVER}"
aws s3 cp "$folder" "$target" --recursive ${only} --exclude "_astro/*" --cache-control "${KEEP_FOREVER}" --content-type application/octet-stream
aws s3 cp "$folder" "$target" --recursive ${without} ${copies} --exclude "*.jsonld" --exclude "*.webmanifest" --cache-control "${ASK_AGAIN}"
aws s3 cp "$folder" "$target" --recursive --exclude "*" --include "*.jsonld" --cache-control "${ASK_AGAIN}" --content-type application/ld+json
aws s3 cp "$folder" "$target" --recursive --exclude "*" --include "*.webmanifest" --cache-control "${ASK_AGAIN}" --content-type application/manifest+json
`;
}

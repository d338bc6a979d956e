/**
 * The function that CloudFront runs for each request, as source text: a bucket knows no folders.
 *
 * It is in the language of `cloudfront-js-2.0`.
 */
export function viewerRequest(base: string): string {
  const outside =
    base === '/'
      ? ''
      : `  if (path === '${base.slice(0, -1)}') return moved('${base}');
`;
  return `function handler(event) {
  var request = event.request;
  var path = request.uri;
${outside}  if (path.endsWith('/')) {
    request.uri = path + 'index.html';
    return request;
  }
  if (path.lastIndexOf('.') < path.lastIndexOf('/')) return moved(path + '/');
  return request;
}

function moved(to) {
  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    headers: { location: { value: to } },
  };
}
`;
}

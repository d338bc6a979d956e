const HEX = '4d1a9f0c27be63850f1e5a7d2c9b8340e6f1d2a3b4c5968778695a4b3c2de07b';
const IMAGE = 'b81f2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d793c2';

/** The Dockerfile of the lesson, as it was found. */
export const FOUND_DOCKERFILE = `FROM python:latest
ENV INDEX_TOKEN=changeme
COPY . /app
WORKDIR /app
RUN pip install -r requirements.txt && pip install gunicorn
RUN rm -rf .git data tests
CMD python serve.py --model latest
`;

/** The lesson's repair, its digests written out. */
export const REVIEWED_DOCKERFILE = `FROM python:3.13-slim@sha256:${HEX} AS build
COPY requirements.lock .
RUN python -m venv /venv
RUN --mount=type=secret,id=netrc,target=/root/.netrc \\
    /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.13-slim@sha256:${HEX}
COPY --from=build /venv /venv
COPY src/ /app/
WORKDIR /app
USER 10001
ENTRYPOINT ["/venv/bin/python", "serve.py"]
`;

/** A Deployment that works, on a good day. */
export const FOUND_DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: loan-default }
spec:
  replicas: 1
  selector: { matchLabels: { app: loan-default } }
  template:
    metadata: { labels: { app: loan-default } }
    spec:
      containers:
        - name: server
          image: registry.harborlight.example/loan-default:stable
          args: [--model, latest]
          resources:
            limits: { cpu: "1", memory: 512Mi }
          livenessProbe:
            httpGet: { path: /v2/health/ready, port: 8080 }
            periodSeconds: 10
`;

/** The lesson's Deployment, its digest written out. */
export const REVIEWED_DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: loan-default }
spec:
  replicas: 2
  strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }
  selector: { matchLabels: { app: loan-default } }
  template:
    metadata: { labels: { app: loan-default } }
    spec:
      automountServiceAccountToken: false
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: server
          image: registry.harborlight.example/loan-default@sha256:${IMAGE}
          args: [--model, 'models:/loan-default/3']
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          resources:
            requests: { cpu: 500m, memory: 512Mi }
            limits: { memory: 512Mi }
          startupProbe:
            httpGet: { path: /v2/health/live, port: 8080 }
            periodSeconds: 5
            failureThreshold: 12
          readinessProbe:
            httpGet: { path: /v2/health/ready, port: 8080 }
            periodSeconds: 5
            failureThreshold: 2
          livenessProbe:
            httpGet: { path: /v2/health/live, port: 8080 }
            periodSeconds: 10
            failureThreshold: 3
          volumeMounts: [{ name: tmp, mountPath: /tmp }]
      volumes: [{ name: tmp, emptyDir: { sizeLimit: 64Mi } }]
`;

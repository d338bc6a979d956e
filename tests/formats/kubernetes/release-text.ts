/** The release of the blueprint: a Rollout, a Service and an AnalysisTemplate in one file. */
export const RELEASE = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: loan-default
spec:
  replicas: 4
  selector:
    matchLabels:
      app: loan-default
  template:
    metadata:
      labels:
        app: loan-default
    spec:
      containers:
        - name: model
          image: registry.harborlight.example/loan-default:4.0.0
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet:
              path: /v2/health/ready
              port: 8080
  strategy:
    canary:
      stableService: loan-default-stable
      canaryService: loan-default-canary
      trafficRouting: {nginx: {stableIngress: loan-default}}
      analysis:
        startingStep: 1
        templates:
          - templateName: loan-default-canary
        args:
          - {name: canary, value: loan-default-canary}
          - {name: stable, value: loan-default-stable}
      steps:
        - setWeight: 5
        - pause: {duration: 15m}
---
apiVersion: v1
kind: Service
metadata:
  name: loan-default-stable
spec:
  selector:
    app: loan-default
  ports:
    - port: 80
      targetPort: 8080
---
# The comment of an empty document.
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: loan-default-canary
spec:
  args:
    - name: canary
    - name: stable
  metrics:
    - name: error-ratio
      interval: 1m
      initialDelay: 2m
      failureLimit: 2
      successCondition: isNaN(result[0]) || result[0] <= 0.02
      provider:
        prometheus:
          address: http://prometheus.monitoring:9090
          query: |
            sum(rate(inference_requests_total{service="{{args.canary}}",code=~"5.."}[5m])) /
            sum(rate(inference_requests_total{service="{{args.canary}}"}[5m]))
`;

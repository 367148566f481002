# The reactor twin. Built from the root of the repository: docker build -f docker/twin.Dockerfile -t twin .
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
ENV CI=true TURBO_TELEMETRY_DISABLED=1 PNPM_HOME=/pnpm PATH=/pnpm:$PATH
RUN npm install --global pnpm@12.21.0
WORKDIR /repo
COPY . .
RUN --mount=type=cache,id=pnpm-store,target=/pnpm/store pnpm config set store-dir /pnpm/store --location=global \
 && pnpm install --frozen-lockfile \
 && pnpm exec turbo run build --filter=@twin/twin --output-logs=errors-only \
 && pnpm --filter=@twin/twin --prod deploy /out

FROM ${NODE_IMAGE} AS runtime
# In a container all interfaces are the container's own; the page still writes nothing without TWIN_TOKEN.
ENV NODE_ENV=production TWIN_HOST=0.0.0.0 TWIN_PORT=8080
WORKDIR /app
COPY --from=build --chown=root:root /out ./
USER 1000:1000
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=4s --start-period=10s CMD ["node", "dist/main.js", "healthcheck"]
# Node is PID 1 and hears SIGTERM: no shell between.
# Left alone, V8 doubles its young generation now and then, to 130 MB, long after all is warm.
ENTRYPOINT ["node", "--max-semi-space-size=16", "dist/main.js"]
CMD ["serve"]

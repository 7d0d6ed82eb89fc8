# The server's image: built with the development tools, run without them, without a shell and not as root.
# Nothing in it is compiled for a processor, so that the build runs once for all of them.
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY policies ./policies
# The library is in dist by then; ./policies is where others are mounted.
RUN npm run build && npm prune --omit=dev && rm -r policies && mkdir policies certs

FROM node:24-bookworm-slim
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="sallyport" \
      org.opencontainers.image.description="Admission policies for Kubernetes in its own language, CEL" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY LICENSE ./
# Policies are mounted here.
COPY --from=build /build/policies ./policies
# A certificate of its own making, where there is no cluster, needs a folder that can be written.
COPY --from=build --chown=65532:65532 /build/certs ./certs
USER 65532:65532
EXPOSE 9443 8081 8080
ENTRYPOINT ["node", "dist/main.js"]

# The server's image: built with the development tools, run without them and not as root.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY LICENSE ./
# Policies are mounted here; a certificate of its own making needs a folder that can be written.
RUN mkdir policies certs && chown node:node certs
USER 1000:1000
EXPOSE 9443 8081 8080
ENTRYPOINT ["node", "dist/main.js"]

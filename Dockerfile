FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY migrations ./migrations
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app ./
# Where the key file goes: a new volume takes over whose it is.
RUN mkdir -m 700 /keys && chown node:node /keys
RUN mkdir /anchors && chown node /anchors
USER node
EXPOSE 3000
CMD ["node", "dist/src/main.js", "web"]

# One image for both programs of docker-compose.yml: the server (default command) and the sandbox.
FROM node:20-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY admin/package.json admin/
COPY miniprogram/package.json miniprogram/
COPY test/package.json test/
RUN npm ci
COPY . .
RUN node server/setup/build.mjs
ENV NODE_ENV=production DATA_DIR=/data
VOLUME /data
EXPOSE 3000
CMD ["node", "--max-semi-space-size=64", "server/dist/main.js"]

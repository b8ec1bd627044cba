// A real OpenID provider on a free port: node provider.mjs SITE [in-token]
// Whoever signs in is what their name begins with: viewer-..., analyst-..., or neither.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [site, where] = process.argv.slice(2);

function rolesOf(subject) {
  return ["viewer", "analyst"].filter((role) => subject.startsWith(role));
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "coterminous",
        client_secret: "only the provider and the site know this",
        redirect_uris: [`${site}/sign-in/callback`],
        post_logout_redirect_uris: [`${site}/signed-out`],
      },
    ],
    claims: { openid: ["sub", "roles"] },
    conformIdTokenClaims: where !== "in-token",
    pkce: { required: () => true },
    cookies: { keys: ["a key for tests alone"] },
    features: { devInteractions: { enabled: true } },
    async findAccount(_context, subject) {
      return {
        accountId: subject,
        async claims() {
          return { sub: subject, roles: rolesOf(subject) };
        },
      };
    },
  });
  server.on("request", provider.callback());
  console.log(`provider at ${issuer}`);
});

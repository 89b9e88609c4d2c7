"use strict";

const place = document.querySelector("#api");

SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  tryItOutEnabled: true,
  validatorUrl: null,
  // Read as anybody would: answers to people signed in hold more, and may not be kept.
  requestInterceptor: (request) => ({ ...request, credentials: "omit" }),
});

"""What the checklist, its evidence and the search for secrets say."""

_SECRET_KINDS = {
    "AWSKeyDetector": "una clave de AWS",
    "ArtifactoryDetector": "una credencial de Artifactory",
    "AzureStorageKeyDetector": "una clave de Azure Storage",
    "BasicAuthDetector": "una contraseña dentro de una dirección",
    "CloudantDetector": "una credencial de Cloudant",
    "DiscordBotTokenDetector": "un token de bot de Discord",
    "GitHubTokenDetector": "un token de GitHub",
    "GitLabTokenDetector": "un token de GitLab",
    "IbmCloudIamDetector": "una clave de IBM Cloud",
    "IbmCosHmacDetector": "una credencial HMAC de IBM",
    "JwtTokenDetector": "un token JWT",
    "MailchimpDetector": "una clave de Mailchimp",
    "NpmDetector": "un token de npm",
    "OpenAIDetector": "una clave de OpenAI",
    "PrivateKeyDetector": "una clave privada",
    "PypiTokenDetector": "un token de PyPI",
    "SendGridDetector": "una clave de SendGrid",
    "SlackDetector": "un token de Slack",
    "SoftlayerDetector": "una credencial de SoftLayer",
    "SquareOAuthDetector": "un secreto de Square",
    "StripeDetector": "una clave de Stripe",
    "TelegramBotTokenDetector": "un token de bot de Telegram",
    "TwilioKeyDetector": "una clave de Twilio",
    "anthropic": "una clave de Anthropic",
    "assigned": "una contraseña o un token con su valor",
    "bearer": "un token en una cabecera «Bearer»",
    "github-fine-grained": "un token de GitHub",
    "google": "una clave de Google",
    "openai": "una clave de OpenAI",
    "webhook": "la dirección secreta de un webhook",
}


def secret_kind(kind: str) -> str:
    """What kind of secret a detector finds."""
    return _SECRET_KINDS.get(kind, "un secreto")


def secret_found(file: str, line: int, kind: str) -> str:
    """Where a secret is; never the secret."""
    return f"{file}:{line}: parece {secret_kind(kind)}."


def secrets_stop(places: int) -> str:
    """Why nothing was done, and the ways out."""
    what = "un secreto" if places == 1 else f"{places} secretos"
    return (
        f"Se ha encontrado {what} en lo que se iba a publicar; no se ha tocado nada.\n"
        "Quítalo y anúlalo donde se creó; si es un ejemplo, añade en su línea «<!-- pragma: allowlist secret -->»."
    )

"""Word lists that the rules look things up in."""

ALIASES = {
    "feat": (
        "feature", "features", "add", "new", "característica", "caracteristica", "funcionalidad",
        "mejora", "nuevo", "nueva", "agrega", "añade",
    ),
    "fix": (
        "bugfix", "hotfix", "bug", "fixes", "fixed", "corrección", "correccion", "corrige", "arreglo",
        "error", "parche",
    ),
    "docs": (
        "doc", "documentation", "documentación", "documentacion", "readme",
    ),
    "style": (
        "estilo", "estilos", "format", "formato",
    ),
    "refactor": (
        "refactoring", "refactorización", "refactorizacion", "refac",
    ),
    "perf": (
        "performance", "rendimiento", "optimización", "optimizacion",
    ),
    "test": (
        "tests", "testing", "prueba", "pruebas",
    ),
    "build": (
        "deps", "dependencias", "dependencies",
    ),
    "ci": (
        "pipeline", "workflow",
    ),
    "chore": (
        "tarea", "tareas", "mantenimiento", "misc", "wip", "release",
    ),
    "revert": (
        "revierte", "reversión", "reversion",
    ),
}  # fmt: skip
"""What people write for each type of the convention."""

BREAKING_ATTEMPTS = (
    "breaking changes", "breaking change", "breaking-changes", "breaking-change",
    "breaking_changes", "breaking_change", "breakingchange", "breaking", "cambios importantes",
    "cambio importante", "cambio-importante", "cambios disruptivos", "cambio disruptivo",
    "cambio-disruptivo", "cambios de ruptura", "cambio de ruptura", "cambio rupturista",
    "cambios rupturistas", "cambios incompatibles", "cambio incompatible", "cambio-incompatible",
    "cambio que rompe", "cambio rompedor", "cambios rompedores", "cambio radical",
    "cambio drástico", "cambio crítico",
)  # fmt: skip
"""What people write for `BREAKING CHANGE`, longest first where one opens another."""

PROPER_NAMES = frozenset((
    "android", "angular", "ansible", "apache", "astro", "aws", "azure", "babel", "bash",
    "bootstrap", "bun", "celery", "chrome", "claude", "cloudflare", "codex", "composer", "copilot",
    "cypress", "debian", "deno", "django", "docker", "drupal", "eslint", "excel", "express",
    "facebook", "fastapi", "firebase", "firefox", "flask", "flutter", "gatsby", "gemini", "git",
    "github", "gitlab", "google", "gradle", "grafana", "gunicorn", "heroku", "instagram", "java",
    "jenkins", "jest", "jira", "kafka", "kotlin", "kubernetes", "laravel", "linux", "lombok",
    "magento", "mapbox", "markdown", "maven", "mercado", "mongo", "nest", "netlify", "next",
    "nginx", "node", "nuxt", "odoo", "oracle", "pandas", "paypal", "php", "playwright", "poetry",
    "postgres", "postman", "prettier", "prisma", "prometheus", "pydantic", "pytest", "python",
    "rails", "react", "redis", "redux", "render", "retrofit", "ruby", "rust", "safari", "sass",
    "sentry", "shopify", "slack", "spring", "stripe", "supabase", "svelte", "swagger", "swift",
    "symfony", "tailwind", "telegram", "terraform", "twilio", "twitter", "ubuntu", "unity",
    "vercel", "vite", "vue", "webpack", "whatsapp", "windows", "wordpress", "xcode", "yarn", "zod",
    "zustand",
))  # fmt: skip
"""Names that keep their capital at the start of a description."""

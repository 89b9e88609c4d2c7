from django.contrib.auth.base_user import BaseUserManager


class UserManager(BaseUserManager):
    """Accounts are known by their e-mail address, kept in small letters."""

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("an account needs an e-mail address")
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

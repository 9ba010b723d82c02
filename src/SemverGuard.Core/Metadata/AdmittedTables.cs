using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The tables of an assembly, at which <see cref="Admission"/> looks when somebody first asks for them.</summary>
internal sealed class AdmittedTables(MetadataReader reader, bool isAdmitted)
{
    private BadImageFormatException? refusal;

    /// <summary>Somebody has looked, and found nothing.</summary>
    public bool IsAdmitted { get; private set; } = isAdmitted;

    /// <exception cref="LimitException">They cannot be followed to an end.</exception>
    public MetadataReader Reader
    {
        get
        {
            if (!IsAdmitted) Admit();
            return reader;
        }
    }

    private void Admit()
    {
        if (refusal is not null) throw refusal;
        try
        {
            Admission.Check(reader);
            IsAdmitted = true;
        }
        catch (BadImageFormatException e)
        {
            refusal = e;
            throw;
        }
    }
}

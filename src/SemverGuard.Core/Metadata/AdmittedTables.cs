using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The tables of an assembly, at which <see cref="Admission"/> looks when somebody first asks for them.</summary>
internal sealed class AdmittedTables(MetadataReader reader, bool isAdmitted)
{
    private bool isAdmitted = isAdmitted;
    private BadImageFormatException? refusal;

    /// <exception cref="LimitException">They cannot be followed to an end.</exception>
    public MetadataReader Reader
    {
        get
        {
            if (!isAdmitted) Admit();
            return reader;
        }
    }

    private void Admit()
    {
        if (refusal is not null) throw refusal;
        try
        {
            Admission.Check(reader);
            isAdmitted = true;
        }
        catch (BadImageFormatException e)
        {
            refusal = e;
            throw;
        }
    }
}
